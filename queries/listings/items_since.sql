-- question: Which items of work did imports change on or after a day?
-- grain: one row per item
-- $since: the day, in UTC
select distinct item_of(episode_id, practice_id, consultation_id) as item_id
from change_rows
join imports using (call_number)
where change_rows.change <> 'gone' and imports.imported_at::date >= $since::date
order by item_id
