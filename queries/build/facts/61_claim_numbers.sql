-- question: Under which claim numbers does the practice system hold each episode?
-- grain: one row per episode; numbers in the order in which its rows were decided, joined by a semicolon
create or replace temp table claim_numbers as
with numbers as (
    select episode_id, claim_id, min(position) as position, min(import_id) as import_id, min(line) as line
    from claim_lines_d9311
    where episode_id is not null
    group by episode_id, claim_id
)

select episode_id, string_agg(claim_id, ';' order by position nulls last, import_id, line) as claim_ids
from numbers
group by episode_id;
