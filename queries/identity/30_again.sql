-- question: Which claims do several exports hold, and with which lines?
-- grain: claims_again one row per such claim, numbered; lines_again one row per row of these
-- $has_several: exports. The largest of them is not grouped, only looked through: it may hold all that was
-- there before.
create or replace temp table claims_again as
with largest as (
    select arg_max(import_id, (rows_kept, import_id)) as import_id
    from imports
    where kind = 'claims' and encoding not like 'X12 %'
),
others as (
    select practice_id, claim_id, min(import_id) < max(import_id) as is_again
    from export_rows
    where $has_several and import_id <> (from largest)
    group by practice_id, claim_id
)
select *, row_number() over () as claim_number
from (
    select practice_id, claim_id from others where is_again
    union
    select practice_id, claim_id
    from export_rows
    semi join others using (practice_id, claim_id)
    where $has_several and import_id = (from largest)
);

create or replace temp table lines_again as
with codes as (
    select procedure_code, code_key(procedure_code) as code
    from (select distinct procedure_code from claim_rows where $has_several)
)
select
    again.claim_number, rows.import_id, rows.line, order_key(rows.payer_order) as line_order,
    rows.line_number, codes.code, rows.service_date, rows.adjudicated_date, rows.submission_type,
    hash(rows.patient_id) as patient
from export_rows as rows
join claims_again as again using (practice_id, claim_id)
left join codes using (procedure_code);
