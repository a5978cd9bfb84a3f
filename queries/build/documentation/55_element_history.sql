-- question: When was each element of a record first seen, and when did it change to what it is now?
-- grain: one row per consultation and element that the record holds; changed_import is null where the first
--   export that held the element said what is said now
-- first_seen, changed: the days up to which those exports tell, null where that is not known.
create or replace table element_history as
with firsts as (
    select practice_id, consultation_id, element, min(import_id) as first_seen_import
    from record_parts
    where is_there
    group by all
),
lasts as (
    select practice_id, consultation_id, element, max(written_import) as last_import
    from written_parts
    group by all
),
held as (
    from element_findings
    unpivot (is_held for element_column in (columns('^element_')))
)
select
    firsts.practice_id,
    firsts.consultation_id,
    firsts.element,
    firsts.first_seen_import,
    seen.tells_to as first_seen,
    if(lasts.last_import > firsts.first_seen_import, lasts.last_import, null) as changed_import,
    if(lasts.last_import > firsts.first_seen_import, days.tells_to, null) as changed
from firsts
join lasts using (practice_id, consultation_id, element)
semi join held
    on held.practice_id = firsts.practice_id and held.consultation_id = firsts.consultation_id
    and held.element_column = 'element_' || firsts.element and held.is_held
left join export_days as seen on seen.import_id = firsts.first_seen_import
left join export_days as days on days.import_id = lasts.last_import;
