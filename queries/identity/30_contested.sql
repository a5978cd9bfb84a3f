-- question: Which claims need a look at their lines, because exports tell of them in different ways?
-- grain: claims_again one row per claim that several exports hold; contested_claims those whose lines are
-- matched All others hold the same lines and the same decisions in every export, so that a row gives way to
-- the next import that holds its line (and decision). $has_several: exports; $keeps_columns: no export lacks
-- what an earlier one has
create or replace temp table claims_again as
select practice_id, claim_id
from export_rows
where $has_several
group by practice_id, claim_id
having min(import_id) < max(import_id);

create or replace table contested_claims as
with told as (
    select
        practice_id, claim_id, import_id,
        sum(distinct hash(order_key(payer_order), line_number, code_key(procedure_code), service_date))
            as lines,
        sum(distinct hash(order_key(payer_order), line_number, code_key(procedure_code), adjudicated_date,
            submission_type))
            filter (where adjudicated_date is not null) as decisions,
        min(hash(patient_id)) as patient
    from export_rows
    semi join claims_again using (practice_id, claim_id)
    group by practice_id, claim_id, import_id
)
select practice_id, claim_id
from told
group by practice_id, claim_id
having not $keeps_columns or min(lines) < max(lines) or min(decisions) < max(decisions)
    or min(patient) < max(patient)
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

create or replace table superseded_rows as
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
    from export_rows
    semi join claims_again using (practice_id, claim_id)
    anti join contested_claims using (practice_id, claim_id)
    window
        same_line as (
            partition by practice_id, claim_id, order_key(payer_order), line_number, code_key(procedure_code)
        ),
        same_decision as (
            partition by practice_id, claim_id, order_key(payer_order), line_number, code_key(procedure_code),
                adjudicated_date, submission_type
        )
)
select import_id, line, replaced_by from ordered where replaced_by is not null;
