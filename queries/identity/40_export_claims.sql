-- question: Which rows of the practice's own exports count, each under the newest number, code and date?
-- grain: one row per row that counts of a contested claim
-- A line keeps its decisions, and never changes their payer.
create or replace temp table export_lines as
select
    * exclude (number),
    coalesce(
        number,
        if(max(number) over same_claim is null, 0, 1000)
        + row_number() over (partition by practice_id, claim_id, line_order, code, service_date, number
            order by line_id)
    )::integer as line_number
from held_lines
window same_claim as (partition by practice_id, claim_id);

create or replace table contested_current as
select held_rows.* exclude (code, payer_key, line_order, line_id, exported_claim_id) replace (
    lines.line_number as line_number,
    lines.service_date as service_date,
    if(held_rows.code = lines.code, held_rows.procedure_code, lines.procedure_code) as procedure_code,
    lines.patient_id as patient_id
), export_order(held_rows.import_id, held_rows.line) as row_order, 'export' as source
from held_rows
join export_lines as lines using (line_id);
