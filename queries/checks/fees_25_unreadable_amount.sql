-- question: Which expected fees cannot be read?
-- rule: set aside; the value is not an amount
-- repair: Write it as 1234.50 and import again.
select text_rows.line, 'expected_fee' as column_name
from text_rows
join parsed_expected_fee as parsed on parsed.text = text_rows.expected_fee
where parsed.value is null;
