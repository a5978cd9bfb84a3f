-- question: Which service dates are older than any claim that could still matter?
-- rule: set aside; the date is before 1990
-- repair: Correct the year and import again.
select text_rows.line, 'service_date' as column_name
from text_rows
join parsed_service_date as parsed on parsed.text = text_rows.service_date
where parsed.value < date '1990-01-01';
