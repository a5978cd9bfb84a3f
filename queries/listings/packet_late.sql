-- question: What in the records behind these episodes came after the payer's decision?
-- grain: one row per element that is proved to be late
-- $filters: access scope
-- $episodes: the ids of the episodes
select episode_id, element, replace(kind, ' after the decision', '') as how, decision_date
from late_entries
where list_contains($episodes::text[], episode_id) and in_list(($filters).scope, practice_id)
order by episode_id, element
