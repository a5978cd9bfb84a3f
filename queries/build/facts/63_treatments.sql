-- question: Which treatments did patients have after a consultation with a planned procedure, and for how
--   much?
-- grain: treatments one row per practice, patient, day and code, however often and to whom it was billed
-- scenarios.md, "What followed". The only table made of the lines of every code: it holds those of patients
--   with
-- such a consultation, in the families of treatment_codes.csv; the longest prefix decides.
create or replace temp table planned_consultations as
select practice_id, patient_id, consultation_id, consultation_date
from current_consultations
where planned_procedure is not null and consultation_date is not null;

create or replace table treatments as
with lettered as (
    select procedure_code, regexp_replace(code, '^0?(\d{4})(\.0)?$', 'D\1') as code from procedure_codes
),
wanted as (
    select lettered.procedure_code, lettered.code
    from lettered
    join treatment_codes as families on starts_with(lettered.code, families.prefix)
    group by all
    having arg_max(families.is_treatment, length(families.prefix)) = 'yes'
),
lines as (
    select
        claims.practice_id, claims.patient_id, claims.service_date, wanted.code, claims.claim_id,
        claims.line_number, claims.source, claims.billed_amount,
        if(statuses.status_kind = 'reversed', -abs(claims.paid_amount), claims.paid_amount) as paid_amount,
        coalesce(statuses.status_kind = 'void', false) or claims.submission_type = 'void' as is_void
    from current_claims as claims
    join wanted on wanted.procedure_code = claims.procedure_code
    semi join planned_consultations as planned
        on planned.practice_id = claims.practice_id and planned.patient_id = claims.patient_id
        and planned.consultation_date < claims.service_date
    left join status_table as statuses
        on statuses.accepted = regexp_replace(lower(claims.status), '[^a-z0-9]', '', 'g')
    where coalesce(statuses.status_kind <> 'predetermination', true)
        and coalesce(claims.claim_type not in ('preauth', 'predetermination'), true)
),
-- an export and the remittance tell of the same payment
by_source as (
    select
        practice_id, patient_id, service_date, code, claim_id, line_number, source,
        max(billed_amount) as billed,
        sum(paid_amount) as paid,
        bool_or(is_void) as is_void
    from lines
    group by all
),
by_line as (
    select * exclude (source, billed, paid, is_void), max(billed) as billed, max(paid) as paid
    from by_source
    group by all
    having not bool_or(is_void)
),
by_claim as (
    select * exclude (line_number, billed, paid), sum(billed) as billed, sum(paid) as paid
    from by_line
    group by all
)
select practice_id, patient_id, service_date, code, max(billed) as billed, sum(paid) as paid
from by_claim
group by all;
