-- question: Which consultations have a date that is written but cannot be read?
-- rule: set aside; the value is not a date
-- repair: Write it as 2025-03-31, or leave the cell blank, and import again.
select text_rows.line, 'consultation_date' as column_name
from text_rows
join parsed_consultation_date as parsed on parsed.text = text_rows.consultation_date
where parsed.problem = 'unreadable';
