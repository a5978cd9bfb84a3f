-- question: Which claim lines repeat an earlier row of the same file in every cell?
-- rule: set aside; the row repeats an earlier one in every cell
-- repair: If a second line is meant, give it a line_number of its own.
-- Few columns find the suspects, so that all the cells are compared for those alone. The cast reads over
-- spaces.
with suspects as (
    select hash(claim_id, try_cast(line_number as integer), status) as likeness
    from text_rows
    group by likeness
    having count(*) > 1
),
suspected as materialized (
    select rows.line, cells_of(rows) as cells
    from whole_rows as rows
    where hash(claim_id, try_cast(line_number as integer), status) in (select likeness from suspects)
),
trimmed_rows as (
    select line, list_transform(suspected.cells, lambda cell: trimmed(cell)) as row_cells from suspected
),
alike as (
    select hash(row_cells) as likeness from trimmed_rows group by likeness having count(*) > 1
),
numbered as (
    select rows.line, row_number() over (partition by rows.row_cells order by rows.line) as copy
    from trimmed_rows as rows
    semi join alike on alike.likeness = hash(rows.row_cells)
)
select line, null as column_name from numbered where copy > 1;
