-- question: Which claims that a later export no longer holds still count?
-- grain: adds to finding_rows one row per claim and episode (`number`: a claim of its patient and day that
--   came later), to findings one row
insert into finding_rows
with lines as (
    select practice_id, claim_id, import_id, payer, patient_id, service_date, episode_id, outcome
    from claim_lines_d9311
    semi join vanished_claims using (practice_id)
),
voided as (
    select practice_id, claim_id, import_id as last_import from lines where outcome = 'void'
),
since as (
    select vanished.practice_id, vanished.claim_id, min(others.claim_id) as number
    from vanished_claims as vanished
    join lines as own on own.practice_id = vanished.practice_id and own.claim_id = vanished.claim_id
    join lines as others
        on others.practice_id = own.practice_id and others.patient_id = own.patient_id
        and others.service_date = own.service_date
    anti join exported_claims as before
        on before.practice_id = others.practice_id and before.claim_id = others.claim_id
        and before.import_id <= vanished.last_import
    group by vanished.practice_id, vanished.claim_id
)
select distinct 'vanished', lines.practice_id, lines.payer, lines.claim_id, since.number, lines.service_date,
    lines.episode_id, null::decimal(12, 2), null::decimal(12, 2), null::bigint
from vanished_claims as vanished
join lines
    on lines.practice_id = vanished.practice_id and lines.claim_id = vanished.claim_id
    and lines.episode_id is not null
left join since on since.practice_id = vanished.practice_id and since.claim_id = vanished.claim_id
anti join voided
    on voided.practice_id = vanished.practice_id and voided.claim_id = vanished.claim_id
    and voided.last_import = vanished.last_import;

insert into findings
select rule, null, count(*), null, null from finding_rows where rule = 'vanished' group by rule;
