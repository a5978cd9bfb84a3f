-- question: Does a column hold the total of the claim on each of its lines?
-- rule: flag; claims with several codes have one amount on all lines, as if it were the claim's total
-- repair: Export the amount of the line, or choose the column that holds it.
-- A fee that several codes share is one amount on all claims; three claims and two amounts are no accident.
with claims as (
    select distinct practice_id, claim_id from near_rows where is_d9311 and remittance is null
),
amounts as (
    unpivot (
        select practice_id, claim_id, line, procedure_code, billed_amount, allowed_amount, paid_amount
        from kept_rows
        semi join claims using (practice_id, claim_id)
    )
    on billed_amount, allowed_amount, paid_amount
    into name column_name value amount
),
together as (
    select practice_id, claim_id, column_name, min(amount) as least, max(amount) as most,
        min(line) filter (where procedure_code like '%9311%') as line
    from amounts
    group by practice_id, claim_id, column_name
    having count(distinct procedure_code) > 1 and max(amount) > 0
)
select column_name, null as value, min(line) filter (where least = most) as line,
    count(*) filter (where least = most) as row_count
from together
group by column_name
having count(*) filter (where least = most) >= greatest(3, 0.9 * count(*))
    and count(distinct most) filter (where least = most) > 1
order by column_name;
