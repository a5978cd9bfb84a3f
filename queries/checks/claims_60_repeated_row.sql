-- question: Which claim lines repeat an earlier row of the same file in every cell?
-- rule: set aside; the row repeats an earlier one in every cell
-- repair: If a second line is meant, give it a line_number of its own.
-- Few columns find the suspects, so that all the cells are compared for those alone. The cast reads over spaces.
with suspects as (
    select hash(claim_id, try_cast(line_number as integer), status) as likeness
    from text_rows
    group by likeness
    having count(*) > 1
),
suspected as (
    select text_rows.line, text_rows.cells, hash(text_rows.cells) as likeness
    from text_rows
    semi join suspects
        on suspects.likeness = hash(claim_id, try_cast(line_number as integer), status)
),
alike as (
    select likeness from suspected group by likeness having count(*) > 1
),
numbered as (
    select suspected.line, row_number() over (partition by suspected.cells order by suspected.line) as copy
    from suspected
    semi join alike on alike.likeness = suspected.likeness
)
select line, null as column_name from numbered where copy > 1;
