-- question: What did joining the files find that a person should know,
--   and which rows are behind each finding?
-- grain: one row per row or episode behind a finding
-- identity.md. Every way in which a D9311 row leaves the numbers has a rule here or a warning of its import.
create or replace table finding_rows as
with lines as (
    select import_id, line, practice_id, payer, claim_id, service_date, paid_amount, episode_id, outcome,
        source, payer_order, patient_id, ordinal
    from claim_lines_d9311
),
paid_first as (
    select * from lines where payer_order is null and is_approved(outcome) and paid_amount > 0
),
paid_twice as (
    select practice_id, claim_id, patient_id, service_date, ordinal
    from paid_first
    group by practice_id, claim_id, patient_id, service_date, ordinal
    having min(payer) < max(payer)
),
told as (
    select same.kind, same.differs, rows.import_id, rows.line, rows.practice_id, payers.payer, rows.claim_id,
        rows.service_date, rows.paid_amount, lines.episode_id, lines.paid_amount as told_amount
    from same_events as same
    join row_outcomes as rows
        on rows.import_id = same.import_id and rows.line = same.line and rows.code = 'D9311'
    join payers on payers.exported_name = rows.payer_name
    left join lines on lines.import_id = same.told_by_import_id and lines.line = same.told_by_line
),
left_out as (
    select payer, count(*) as of_rows
    from lines
    group by payer
    having count(*) filter (where outcome = 'secondary') > 0.1 * count(*)
)
select 'other_payer' as rule, practice_id, payer, claim_id, null as number, service_date, episode_id,
    paid_amount as amount, null::decimal(12, 2) as other_amount, of_rows
from lines
join left_out using (payer)
where outcome = 'secondary'
union all
select 'two_payers_paid', practice_id, payer, claim_id, null, service_date, episode_id, paid_amount,
    null, null
from paid_first
semi join paid_twice using (practice_id, claim_id, patient_id, service_date, ordinal)
union all
select 'taken_as_first', practice_id, payer, claim_id, x12_number, service_date, episode_id, paid_amount,
    null, null
from payer_answers where is_taken_as_first
union all
select 'joined_by_' || found_by, practice_id, payer, claim_id, x12_number, service_date, episode_id,
    paid_amount, null, null
from payer_answers where found_by in ('content', 'alike')
union all
select rule, practice_id, payer, claim_id, x12_number, service_date, episode_id, paid_amount, null, null
from answers_not_found
union all
select if(kind = 'posted' and differs, 'posted_otherwise', kind), practice_id, payer, claim_id, null,
    service_date, episode_id, paid_amount, told_amount, null
from told where kind in ('posted', 'reissued', 'sent', 'answered')
union all
select 'paid_over_billed', episodes.practice_id, payer, root_claim_id, null, service_date, episode_id, paid,
    billed, null
from episodes where paid > billed;
