-- question: Which claim lines have a service date that cannot be read?
-- rule: set aside; the value is not a date
-- repair: Write it as 2025-03-31 and import again.
select text_rows.line, 'service_date' as column_name
from text_rows
join parsed_service_date as parsed on parsed.text = text_rows.service_date
where parsed.value is null;
