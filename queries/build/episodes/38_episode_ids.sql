-- question: What is each episode called, and which consultations name one of its claims?
-- grain: episode_ids one row per episode; named_claims one row per consultation and
--   episode whose claim it names
create or replace temp table episode_ids as
with named as (
    select
        episode_number,
        concat_ws('|', practice_id, root_claim_id, ordinal) as base_id,
        row_number() over (
            partition by practice_id, root_claim_id, ordinal
            order by service_date, payer, first_place
        ) as occurrence
    from episode_facts
)
select
    episode_number,
    if(occurrence = 1, base_id, base_id || '#' || occurrence) as episode_id
from named;

create or replace table named_claims as
select distinct
    consultations.practice_id,
    consultations.consultation_id,
    consultations.consultation_date,
    consultations.consultation_time,
    rows.episode_number,
    ids.episode_id
from current_consultations as consultations
join episode_rows as rows
    on rows.practice_id = consultations.practice_id and rows.claim_id = consultations.claim_id
join episode_ids as ids on ids.episode_number = rows.episode_number;
