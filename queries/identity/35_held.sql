-- question: What holds after the exports so far?
-- grain: held_rows rows with the line of their claim; held_lines each line as it was last exported
create or replace temp table contested_rows as
select export_rows.*, code_key(export_rows.procedure_code) as code, names.payer_key
from export_rows
semi join (from past_rows where replaced_by is null) as contested using (import_id, line)
left join payer_names as names using (payer_name);

create or replace temp table held_rows as
select *, 'primary' as line_order, 0::bigint as line_id from contested_rows where false;

create or replace temp table held_lines (
    line_id bigint, practice_id text, claim_id text, line_order text, number integer, code text,
    service_date date,
    billed_amount decimal(12, 2), procedure_code text, patient_id text
);

create or replace table row_lines (import_id integer, line bigint, line_id bigint);

create or replace table import_effects (
    import_id integer, rows_replaced bigint, lines_moved bigint, decisions_corrected bigint,
    kept_columns text[]
);

insert into import_effects
select replaced_by, count(*), 0, 0, [] from past_rows where replaced_by is not null group by replaced_by;
