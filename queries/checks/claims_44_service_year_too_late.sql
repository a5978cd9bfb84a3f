-- question: Which service dates lie long after every other one, or in the future?
-- rule: set aside; the year is later than the one after the newest service of the file
-- repair: Correct the year and import again.
-- The newest service is one that other dates bear out: one wrong year would otherwise excuse itself.
select text_rows.line, 'service_date' as column_name
from text_rows
join parsed_service_date as parsed on parsed.text = text_rows.service_date
join date_window on parsed.value > date_window.last_day;
