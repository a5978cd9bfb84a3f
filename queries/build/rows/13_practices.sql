-- question: What is each practice called, and whose rows did each import bring?
-- grain: practice_ids and the view practices one row per practice;
--   import_practices one per import and practice
-- The name that the user gave comes first, then that of the export, then the id. The view reads the given
-- names as they are now, so that a practice is renamed without making the tables anew. Where two practices
-- have one name, `practice` tells them apart by their ids.
create or replace table practice_ids as
select practice_id, max(practice_name) as exported_name
from (
    select practice_id, practice_name from practice_spans
    union all
    select distinct practice_id, null from current_consultations
) as found
group by practice_id;

create or replace table import_practices as
select import_id, practice_id, count(*) as rows from claim_rows group by import_id, practice_id
union all
select import_id, practice_id, count(*) from consultation_rows group by import_id, practice_id;

create or replace view practices as
with called as (
    select
        ids.practice_id,
        coalesce(given.name, ids.exported_name, ids.practice_id) as practice_name,
        given.name as given_name
    from practice_ids as ids
    left join practice_names as given on given.practice_id = ids.practice_id
)

select
    practice_id,
    practice_name,
    if(
        count(*) over (partition by lower(practice_name)) > 1,
        practice_name || ' (' || practice_id || ')',
        practice_name
    ) as practice,
    given_name
from called;
