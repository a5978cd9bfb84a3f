-- question: Which lines does the next export hold?
-- grain: new_rows one row per row, new_lines one row per claim and line
-- $import; $has_order, $has_numbers: whether the file has payer_order, line_number
create or replace temp table new_rows as
with known_orders as (
    select practice_id, claim_id, payer_key, min(line_order) as line_order, max(payer_order) as payer_order
    from held_rows
    group by practice_id, claim_id, payer_key
),
ordered as (
    select rows.* replace (if($has_order, rows.payer_order, known.payer_order) as payer_order),
        if($has_order, order_key(rows.payer_order), coalesce(known.line_order, 'primary')) as line_order
    from contested_rows as rows
    left join known_orders as known using (practice_id, claim_id, payer_key)
    where rows.import_id = $import
),
-- One number on every row, whatever the code, tells no line.
numbered as (
    select
        *,
        if(
            $has_numbers and (
                min(line_number) over same_claim < max(line_number) over same_claim
                or min(code) over same_claim = max(code) over same_claim
            ),
            line_number, null
        ) as number
    from ordered
    window same_claim as (partition by practice_id, claim_id)
),
-- Rows of one line are its decisions; rows that agree in all that tells decisions apart are lines of their
-- own.
counted as (
    select
        *,
        row_number() over (
            partition by practice_id, claim_id, line_order, number, code, service_date, adjudicated_date,
                submission_type, status, if(adjudicated_date is null, submitted_date, null),
                if(adjudicated_date is null, null,
                    (billed_amount, allowed_amount, paid_amount, patient_responsibility))
            order by line
        ) as occurrence
    from numbered
)
select
    *,
    dense_rank() over (order by practice_id, claim_id, line_order, number, code, service_date, occurrence)
        as new_line
from counted;

create or replace temp table new_lines as
select
    new_line, any_value(practice_id) as practice_id, any_value(claim_id) as claim_id,
    any_value(line_order) as line_order, any_value(number) as number, any_value(code) as code,
    any_value(service_date) as service_date, arg_min(billed_amount, line) as billed_amount,
    arg_max(procedure_code, line) as procedure_code, arg_max(patient_id, line) as patient_id
from new_rows
group by new_line;

create or replace temp table matches (new_line bigint, line_id bigint);
