-- question: Which rows that were set aside did no later import tell of again?
-- grain: rows_to_mend one row per row set aside and rule
-- A row is settled when a later import of its kind and practice kept a row of the same record, or
-- set that aside in turn: the same consultation_id, or claim_id (and line number, where both have
-- one). Whose identifier is missing, or whose cells cannot be told apart, stays until its import is
-- undone. A row of a list is settled by the next list of its kind. `record_id`: its identifier.
create or replace table rows_to_mend as
with sole as (
    select import_id, any_value(practice_id) as practice_id
    from import_practices
    group by import_id
    having count(*) = 1
),

in_cells as (
    select
        rows.*, imports.kind, imports.columns,
        list_transform(
            regexp_extract_all(rows.row_text || ',', '("(?:[^"]|"")*"|[^",]*),', 1),
            lambda cell: if(starts_with(cell, '"'), replace(cell[2:-2], '""', '"'), cell)
        ) as cells
    from set_aside as rows
    join imports on imports.import_id = rows.import_id
    where
        imports.kind in ('claims', 'consultations')
        and rows.rule not in (
            'too_many_cells', 'too_few_cells', 'header_repeated', 'cut_off', 'total_row', 'unclosed_quote'
        )
),

records as (
    select
        in_cells.import_id, line, column_name, kind,
        nullif(
            cells[list_position(columns, if(kind = 'claims', 'claim_id', 'consultation_id'))], ''
        ) as record_id,
        nullif(cells[list_position(columns, 'line_number')], '') as line_number,
        coalesce(nullif(cells[list_position(columns, 'practice_id')], ''), sole.practice_id) as practice_id
    from in_cells
    left join sole on sole.import_id = in_cells.import_id
    where len(cells) = len(columns)
),

later as (
    select import_id, 'claims' as kind, claim_id as record_id, line_number::text as line_number, practice_id
    from claim_rows
    where claim_id in (select record_id from records)
    union all
    select import_id, 'consultations', consultation_id, null, practice_id from consultation_rows
    where consultation_id in (select record_id from records)
    union all
    select import_id, kind, record_id, line_number, practice_id from records where record_id is not null
),

settled as (
    select distinct records.import_id, records.line
    from records
    join later
        on
            later.kind = records.kind
            and later.record_id = records.record_id
            and later.import_id > records.import_id
            and coalesce(later.line_number = records.line_number, true)
            and coalesce(later.practice_id = records.practice_id, true)
    union
    select rows.import_id, rows.line
    from set_aside as rows
    join imports on imports.import_id = rows.import_id
    join imports as newer on newer.kind = imports.kind and newer.import_id > imports.import_id
    where imports.kind in ('fees', 'payer_rules', 'payer_alias')
)

select rows.import_id, rows.line, rows.column_name, rows.rule, rows.message, rows.row_text,
    records.record_id, records.practice_id
from set_aside as rows
left join records
    on
        records.import_id = rows.import_id and records.line = rows.line
        and records.column_name is not distinct from rows.column_name
anti join settled on settled.import_id = rows.import_id and settled.line = rows.line;
