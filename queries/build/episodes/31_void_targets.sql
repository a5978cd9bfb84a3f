-- question: Which claim of its episode does a void take back?
-- grain: one row per row submitted as a void; target_claim_id null when it takes nothing back
create or replace temp table void_targets as
with voids as (
    select rows.episode_number, rows.position, rows.practice_id, rows.claim_id, named.target_claim_id
    from episode_rows as rows
    left join claim_references as named on named.import_id = rows.import_id and named.line = rows.line
    where rows.submission_type = 'void' and not rows.dropped
),
claims_of_episode as (
    select episode_number, claim_id, count(*) as claim_rows
    from episode_rows
    where not dropped
    group by episode_number, claim_id
),
others as (
    select voids.episode_number, voids.position, min(claims.claim_id) as claim_id
    from voids
    join claims_of_episode as claims
        on claims.episode_number = voids.episode_number and claims.claim_id <> voids.claim_id
    group by voids.episode_number, voids.position
    having count(*) = 1
)
select
    voids.episode_number,
    voids.position,
    case
        when voids.target_claim_id is not null then voids.target_claim_id
        when own.claim_rows > 1 then voids.claim_id
        else others.claim_id
    end as target_claim_id
from voids
join claims_of_episode as own on own.episode_number = voids.episode_number and own.claim_id = voids.claim_id
left join others on others.episode_number = voids.episode_number and others.position = voids.position;
