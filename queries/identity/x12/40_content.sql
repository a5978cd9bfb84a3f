-- question: Which lines join a claim by their content, because no number leads there?
-- grain: content_joins one row per X12 number, service date, practice given and code
create or replace table content_joins as
with placed as (
    select events.claim_id as number, events.service_date, events.whose, events.code, events.billed_amount,
        events.patient_id,
        payers.identity_key, found.practice_id, found.claim_id,
        bool_or(known.code is not null) as is_known
    from x12_events as events
    join x12_payers as payers using (payer_key)
    left join x12_claims_found as found
        on found.number = events.claim_id and found.service_date = events.service_date
        and found.whose = events.whose
    left join known_lines as known
        on known.practice_id = found.practice_id and known.claim_id = found.claim_id
        and events.code in (known.code, known.exported_code)
    where events.source = '835'
    group by all
),
answered as (
    select distinct practice_id, claim_id, code from placed where is_known
),
known as (
    select distinct known_lines.practice_id, known_lines.claim_id, known_lines.exported_code as code,
        known_lines.exported_date as service_date, known_lines.billed_amount, known_lines.patient_id,
        identities.identity_key
    from known_lines
    join payer_identities as identities using (payer_key)
    anti join answered
        on answered.practice_id = known_lines.practice_id and answered.claim_id = known_lines.claim_id
        and answered.code = known_lines.exported_code
),
met as (
    select placed.number, placed.service_date, placed.whose, placed.code, known.practice_id, known.claim_id,
        members.patient_id is not distinct from known.patient_id as is_patient_known,
        count(distinct placed.code) over (
            partition by placed.number, placed.service_date, placed.whose, known.practice_id, known.claim_id
        ) as agreeing
    from placed
    join known
        on known.service_date = placed.service_date and known.code = placed.code
        and known.billed_amount = abs(placed.billed_amount) and known.identity_key = placed.identity_key
    left join x12_members as members
        on members.member = placed.patient_id and members.whose = placed.whose
        and members.practice_id = known.practice_id
    where not placed.is_known
        and (placed.practice_id is null or placed.practice_id = known.practice_id)
        and placed.whose in ('', known.practice_id)
),
single as (
    select distinct number, service_date, whose, code, practice_id, claim_id
    from met
    where is_patient_known or agreeing > 1
    qualify count(distinct claim_id) over (partition by number, service_date, whose, code) = 1
        and count(distinct number) over (partition by practice_id, claim_id, service_date, code) = 1
)
select single.*, bool_or(choices.choice is not null) as is_refused
from single
left join identity_choices as choices
    on choices.kind = 'claim' and choices.practice_id = single.practice_id
    and choices.one = single.number and choices.other = single.claim_id
group by all;
