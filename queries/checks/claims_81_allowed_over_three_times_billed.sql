-- question: Which allowed amounts are out of proportion to what was billed?
-- rule: flag; the amount is more than three times billed_amount
-- repair: Look for a slipped decimal point; the rows were kept.
select 'allowed_amount' as column_name, null as value, min(line) as line, count(*) as row_count
from kept_rows
where allowed_amount > 3 * billed_amount and allowed_amount > 0
having count(*) > 0;
