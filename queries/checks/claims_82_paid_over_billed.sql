-- question: On which claim lines was more paid than billed?
-- rule: flag; the amount is more than billed_amount
-- repair: Check both amounts; the rows were kept.
select 'paid_amount' as column_name, null as value, min(line) as line, count(*) as row_count
from kept_rows
where paid_amount > billed_amount and paid_amount > 0
having count(*) > 0;
