-- question: Under which group codes does each denial reason come?
-- definition: the denied rows of the episodes in the filter,
--   by the code of their denial; also of those won back.
-- grain: one row per category, code and group code
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    lines.denial_category as category,
    lines.denial_code as code,
    lines.group_code,
    count(distinct lines.episode_id) as episodes
from claim_lines_d9311 as lines
semi join counted_episodes($filters) as chosen on chosen.episode_id = lines.episode_id
where lines.outcome = 'denied' and not lines.dropped
group by all
order by category nulls last, code nulls last, group_code nulls last
