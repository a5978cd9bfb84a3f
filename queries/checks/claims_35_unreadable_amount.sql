-- question: Which claim lines have a billed amount that cannot be read?
-- rule: set aside; the value is not an amount
-- repair: Write it as 1234.50 and import again.
select text_rows.line, 'billed_amount' as column_name
from text_rows
join parsed_billed_amount as parsed on parsed.text = text_rows.billed_amount
where parsed.value is null;
