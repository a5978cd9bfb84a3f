-- question: Which rows tell of an earlier row's D9311 line and decision date, with other money?
-- rule: flag; the row has the claim, line, payer and decision date of an earlier row and other amounts
-- repair: Both count as they stand. Look which is right and leave the other out; give a second line
--   a line_number of its own.
-- What takes a payment back is no repeat, and X12 files have their own rule for lines in parts.
with suspects as (
    select line, practice_id, claim_id, line_number, payer_order, payer_name, service_date, adjudicated_date,
        (billed_amount, allowed_amount, paid_amount, patient_responsibility) as amounts
    from near_rows
    where is_d9311
        and adjudicated_date is not null
        and squash(status) not in ('reversed', 'reversal', 'takeback', 'void', 'voided')
        and coalesce(paid_amount, 0) >= 0
        and remittance is null
),
numbered as (
    select line, amounts,
        row_number() over same_line as copy,
        first_value(amounts) over same_line as first_amounts
    from suspects
    window same_line as (
        partition by practice_id, claim_id, line_number, payer_order, payer_name, service_date,
            adjudicated_date
        order by line
    )
)
select 'claim_id' as column_name, null as value, min(line) as line, count(*) as row_count
from numbered
where copy > 1 and amounts is distinct from first_amounts
having count(*) > 0;
