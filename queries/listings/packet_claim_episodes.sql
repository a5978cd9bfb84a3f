-- question: Which episodes does a claim number stand for?
-- grain: one row per episode with a row of that claim
-- $claim: the number as exported
-- $practice: the practice's id, null for any
select distinct episode_id, practice_id
from claim_lines_d9311
where claim_id = $claim and episode_id is not null and ($practice is null or practice_id = $practice)
order by episode_id
