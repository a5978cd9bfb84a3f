-- question: What do imports say of items since a view was kept?
-- definition: first_*: the import that told of the item first, of those that are in the data; changed_*: the
--   newest import after the call that changed it, and the kind of change (`changes`).
-- grain: one row per item that is in the data
-- $items: items of work
-- $call: the newest import call when the view was kept
with wanted as (
    select unnest($items::text[]) as item_id
),

told as (
    select item_of(episode_id, null, null) as item_id, import_id from row_episodes
    union all
    select item_of(null, practice_id, consultation_id), import_id from consultation_rows
),

arrived as (
    select
        told.item_id,
        min_by(call_number, imports.import_id) as first_call,
        min_by(file_name, imports.import_id) as first_file,
        min_by(imported_at, imports.import_id) as first_at
    from told
    semi join wanted using (item_id)
    join imports on imports.import_id = told.import_id
    group by told.item_id
),

changed as (
    select
        unnest([
            item_of(coalesce(now_in, episode_id), changes.practice_id, consultation_id),
            if(episode_id is not null, item_of(null, changes.practice_id, consultation_id), null)
        ]) as item_id,
        imports.import_id, change, file_name, imported_at
    from change_rows as changes
    join imports on imports.import_id = changes.import_id
    where changes.call_number > $call::integer
),

last_changed as (
    select
        item_id,
        max_by(change, import_id) as change,
        max_by(file_name, import_id) as changed_file,
        max_by(imported_at, import_id) as changed_at
    from changed
    group by item_id
)

select item_id, first_call, first_file, first_at, change, changed_file, changed_at
from arrived
left join last_changed using (item_id)
order by item_id
