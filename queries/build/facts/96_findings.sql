-- question: What did joining the files find that a person should know?
-- grain: one row per rule, and per payer where the finding is about one
create or replace table findings as
select rule, if(rule = 'other_payer', payer, null) as about, count(*) as rows, max(of_rows) as of_rows,
    sum(amount) as amount
from finding_rows
group by all
union all
select 'received_again', null, count(*), null, null
from claim_rows
join imports using (import_id)
anti join x12_claims using (import_id, line)
where imports.encoding like 'X12 %'
having count(*) > 0
union all
select 'seems_to_be', payer_name || ' seems to be ' || seems_to_be, claims, of_claims, null
from payer_guesses
where not is_refused;
