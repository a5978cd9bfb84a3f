-- question: Which negative payments are not marked as a reversal?
-- rule: flag; the amount is negative and status does not say reversed
-- repair: Check that the payer took the payment back; the rows count as reversals.
select 'paid_amount' as column_name, null as value, min(line) as line, count(*) as row_count
from kept_rows
where paid_amount < 0 and squash(status) not in ('reversed', 'reversal', 'takeback')
having count(*) > 0;
