-- question: Which events do the 835 and 837D files tell of, each once however often it was received?
-- grain: one row per event; `whose`: the practice that its file was given, blank for none: it may mean any
create or replace view not_numbers_of_x12 as
select distinct practice_id, claim_id
from not_claim_numbers
join imports using (import_id)
where imports.encoding like 'X12 %';

create or replace temp table x12_events as
with written as (
    select
        claim_rows.*,
        coalesce(imports.practice_given, '') as whose,
        if(imports.encoding = 'X12 835', '835', '837') as source,
        code_key(claim_rows.procedure_code) as code,
        names.payer_key,
        not_numbers.claim_id is null as is_number
    from claim_rows
    join imports using (import_id)
    left join payer_names as names using (payer_name)
    left join not_numbers_of_x12 as not_numbers using (practice_id, claim_id)
    where imports.encoding like 'X12 %'
),
-- A claim's rows in a remittance stand together; another claim or another kind of answer begins a new part.
parted as (
    select *, count(*) filter (where is_new) over (partition by import_id order by line) as part
    from (
        select *, (claim_id, payer_claim_control_number, claim_status_code, remittance) is distinct from
            lag((claim_id, payer_claim_control_number, claim_status_code, remittance))
                over (partition by import_id order by line) as is_new
        from written
    )
),
counted as (
    select *, row_number() over (partition by import_id, part, code, service_date order by line) as occurrence
    from parted
),
keyed as (
    select
        *,
        if(source = '835',
            [source, payer_key, coalesce(payer_claim_control_number, claim_id), code, service_date::text,
                adjudicated_date::text, status, billed_amount::text, allowed_amount::text, paid_amount::text,
                patient_responsibility::text, adjustment_codes],
            [source, payer_key, claim_id, patient_id, code, service_date::text, submission_type,
                submitted_date::text]) as event
    from counted
),
-- An import of an older version does not know the check; its date must do.
checked as (
    select *, if(bool_or(remittance is null) over (partition by event), '', remittance) as check_number
    from keyed
),
placed as (
    select *, row_number() over (partition by import_id, event, check_number order by line) as place
    from checked
)
select * exclude (is_new, place, check_number)
from placed
-- What was received for a practice and without one is one event, of that practice.
qualify row_number() over (
    partition by event, check_number, place, whose
    order by line_number, practice_name nulls last, provider_id nulls last, import_id, line
) = 1
and (whose <> '' or max(whose) over (partition by event, check_number, place) = '');
