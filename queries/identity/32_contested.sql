-- question: Which claims need a look at their lines, because exports tell of them in different ways?
-- grain: contested_claims those whose lines are matched; past_rows one row per row that stands no longer as
-- it was exported: replaced_by a newer import, null where what holds of it is in contested_current
-- All others hold the same lines and the same decisions in every export, so that a row gives way to the next
-- import that holds its line (and decision). $keeps_columns: no export lacks what an earlier one has
create or replace table contested_claims as
with told as (
    select
        claim_number, import_id,
        sum(distinct hash(line_order, line_number, code, service_date)) as lines,
        sum(distinct hash(line_order, line_number, code, adjudicated_date, submission_type))
            filter (where adjudicated_date is not null) as decisions,
        min(patient) as patient
    from lines_again
    group by claim_number, import_id
),
told_otherwise as (
    select claim_number
    from told
    group by claim_number
    having not $keeps_columns or min(lines) < max(lines) or min(decisions) < max(decisions)
        or min(patient) < max(patient)
)
select practice_id, claim_id
from claims_again
semi join told_otherwise using (claim_number)
union
-- rows that agree in all that tells decisions apart are lines of their own
select practice_id, claim_id
from export_rows
where procedure_code like '%9311%'
group by practice_id, claim_id, import_id, line_number, order_key(payer_order), code_key(procedure_code),
    service_date,
    adjudicated_date, submission_type, status, if(adjudicated_date is null, submitted_date, null),
    if(adjudicated_date is null, null, (billed_amount, allowed_amount, paid_amount, patient_responsibility))
having count(*) > 1;

create or replace table past_rows as
with ordered as (
    select
        import_id, line,
        if(
            adjudicated_date is null,
            min(import_id) over (same_line
                order by import_id range between 1 following and unbounded following),
            min(import_id) over (same_decision
                order by import_id range between 1 following and unbounded following)
        ) as replaced_by
    from lines_again
    semi join (
        select claim_number from claims_again anti join contested_claims using (practice_id, claim_id)
    ) as alike using (claim_number)
    window
        same_line as (partition by claim_number, line_order, line_number, code),
        same_decision as (
            partition by claim_number, line_order, line_number, code, adjudicated_date, submission_type
        )
)
select import_id, line, replaced_by from ordered where replaced_by is not null
union all
select import_id, line, null from export_rows semi join contested_claims using (practice_id, claim_id);
