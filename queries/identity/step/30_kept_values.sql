-- question: Which older row of the same decision lends its values to a row whose file lacks columns?
-- grain: one row per newer row that has such an older one
create or replace temp table lenders as
with same as (
    select import_id, line, new_line_number, line_id, decision from met where is_same
    union
    -- a pair for itself, in whatever order the two exports list them
    select corrected.import_id, corrected.line, corrected.new_line_number, corrected.line_id,
        'corrected ' || corrected.new_line_number
    from corrected
),
placed as (
    select
        *,
        dense_rank() over (partition by line_id, decision order by import_id, line) as old_place,
        dense_rank() over (partition by line_id, decision order by new_line_number) as new_place
    from same
)
select new_line_number, arg_max(import_id, (import_id, line)) as import_id,
    arg_max(line, (import_id, line)) as line
from placed
where old_place = new_place
group by new_line_number;
