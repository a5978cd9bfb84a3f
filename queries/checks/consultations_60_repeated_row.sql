-- question: Which consultations repeat an earlier row of the same file in every cell?
-- rule: set aside; the row repeats an earlier one in every cell
-- repair: If a second consultation is meant, give it a consultation_id of its own.
with suspects as (
    select consultation_id from text_rows group by consultation_id having count(*) > 1
),
suspected as materialized (
    select rows.line, cells_of(rows) as cells
    from whole_rows as rows
    semi join suspects on suspects.consultation_id = rows.consultation_id
),
trimmed_rows as (
    select line, list_transform(suspected.cells, lambda cell: trimmed(cell)) as cells from suspected
),
numbered as (
    select line, row_number() over (partition by cells order by line) as copy from trimmed_rows
)
select line, null as column_name from numbered where copy > 1;
