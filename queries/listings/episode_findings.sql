-- question: What did joining the files find about this episode?
-- grain: one row per finding
-- $filters: access scope
-- $episode: the episode's id
select distinct rule, amount, other_amount, number
from finding_rows
where episode_id = $episode and in_list(($filters).scope, practice_id)
order by rule, amount, number
