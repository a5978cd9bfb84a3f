-- question: Which lines do the practice's exports hold of the claims that X12 files may mean?
-- grain: one row per export row; every one counts, also those that a newer one replaces. A line has the
-- number, code and date that it has now, beside those that were exported.
create or replace temp table known_lines as
with numbers as (
    select distinct lower(claim_id) as number from x12_events
    union
    select distinct regexp_extract(lower(claim_id), '[^/\\_.:# -]+$') from x12_events
),
days as (
    select distinct service_date, code from x12_events
),
wanted as (
    select export_rows.*, code_key(procedure_code) as code
    from export_rows
    where lower(exported_claim_id) in (select number from numbers)
        or lower(claim_identifier) in (select number from numbers)
        or regexp_extract(lower(exported_claim_id), '[^/\\_.:# -]+$') in (select number from numbers)
        or (service_date, code_key(procedure_code)) in (select (service_date, code) from days)
)
select
    wanted.import_id, wanted.line, wanted.practice_id, wanted.claim_id, wanted.exported_claim_id,
    wanted.claim_identifier, wanted.service_date as exported_date, wanted.code as exported_code,
    wanted.billed_amount, wanted.payer_name, names.payer_key, wanted.payer_id, wanted.payer_order,
    coalesce(lines.patient_id, wanted.patient_id) as patient_id,
    coalesce(lines.service_date, wanted.service_date) as service_date,
    coalesce(lines.code, wanted.code) as code,
    coalesce(lines.procedure_code, wanted.procedure_code) as procedure_code,
    coalesce(lines.line_number, wanted.line_number) as line_number,
    wanted.adjudicated_date, wanted.paid_amount,
    wanted.practice_name, wanted.plan_name, wanted.provider_id, wanted.provider_name
from wanted
left join row_lines on row_lines.import_id = wanted.import_id and row_lines.line = wanted.line
left join export_lines as lines on lines.line_id = row_lines.line_id
left join payer_names as names on names.payer_name = wanted.payer_name;
