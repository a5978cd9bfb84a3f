-- question: Which episodes does a claim number stand for?
-- grain: one row per episode with a row of that claim
-- $claim: the number as exported
-- $practice: the practice's id, null for any
select distinct lines.episode_id, lines.practice_id
from claim_lines_d9311 as lines
join claim_rows as own on own.import_id = lines.import_id and own.line = lines.line
where own.claim_id = $claim and lines.episode_id is not null
    and ($practice is null or lines.practice_id = $practice)
order by episode_id
