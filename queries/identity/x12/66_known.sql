-- question: What do exports and 837D files know of the claims that X12 files tell of?
-- grain: x12_claims_known one row per claim of the exports; x12_submitted_known per claim of a 837D and
-- service date; submissions_known per claim, service date and day of sending
create or replace temp table x12_claims_known as
select practice_id, claim_id, max(practice_name) as practice_name, max(plan_name) as plan_name,
    max(provider_id) as provider_id, max(provider_name) as provider_name,
    if(count(distinct patient_id) = 1, min(patient_id), null) as patient_id
from known_lines
group by practice_id, claim_id;

create or replace temp table x12_submitted_known as
select practice_id, claim_id, service_date, max(provider_id) as provider_id,
    max(provider_name) as provider_name,
    max(practice_name) as practice_name
from x12_ordered
where source = '837'
group by practice_id, claim_id, service_date;

create or replace temp table submissions_known as
with sent as (
    select rows.* replace (known.claim_id as claim_id, known.service_date as service_date)
    from known_lines as known
    join export_rows as rows on rows.import_id = known.import_id and rows.line = known.line
    union all by name
    select * from x12_ordered where source = '837'
)
select practice_id, claim_id, service_date, submitted_date,
    first(submission_type order by submission_type) as submission_type,
    max(claim_type) filter (where claim_type <> 'secondary') as claim_type,
    min(original_claim_id) as original_claim_id, bool_or(attachment_sent) as attachment_sent,
    max(attachment_reference) as attachment_reference, max(coverage_verified_date) as coverage_verified_date
from sent
where submitted_date is not null and submission_type is distinct from 'void'
group by practice_id, claim_id, service_date, submitted_date;
