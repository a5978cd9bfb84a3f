-- question: Which decisions does the export leave in doubt?
-- definition: conflict: status and money contradict each other; indeterminate: zero was paid and no reason
--   given, or a code that the list does not hold; near misses and the like are warnings of the import.
-- grain: one row per kind of doubt
-- $filters: access scope
select 'conflict' as doubt, count(*) filter (where conflict) as episodes
from episodes_of_billings($filters)
union all
select 'indeterminate', count(*) filter (where outcome = 'indeterminate')
from episodes_of_billings($filters)
order by doubt
