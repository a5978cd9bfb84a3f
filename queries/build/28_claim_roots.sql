-- question: Which claim began the chain of corrections, replacements and appeals that a claim belongs to?
-- grain: claim_references one row per claim that names another; claim_roots one row per D9311 or consulted claim
create or replace table claim_references as
with written as (
    select practice_id, claim_id, original_claim_id, import_id, line
    from current_claims
    where original_claim_id is not null
),
named as (
    select distinct practice_id, original_claim_id from written
),
by_claim_id as (
    select distinct named.practice_id, named.original_claim_id
    from named
    join current_claims as claims
        on claims.practice_id = named.practice_id and claims.claim_id = named.original_claim_id
),
by_control_number as (
    select named.practice_id, named.original_claim_id, arg_min(claims.claim_id, (claims.import_id, claims.line)) as claim_id
    from named
    join current_claims as claims
        on claims.practice_id = named.practice_id and claims.payer_claim_control_number = named.original_claim_id
    anti join placeholders on placeholders.word = lower(named.original_claim_id)
    group by named.practice_id, named.original_claim_id
),
matched as (
    select
        written.*,
        coalesce(by_claim_id.original_claim_id, by_control_number.claim_id) as target_claim_id
    from written
    left join by_claim_id using (practice_id, original_claim_id)
    left join by_control_number using (practice_id, original_claim_id)
),
meant as (
    select matched.*
    from matched
    left join placeholders on placeholders.word = lower(matched.original_claim_id)
    where placeholders.word is null
        or matched.original_claim_id in (select claim_id from current_claims where claim_id in (select original_claim_id from named))
)
select practice_id, claim_id, import_id, line, original_claim_id, target_claim_id
from meant;

create or replace table claim_parents as
select practice_id, claim_id, arg_min(coalesce(target_claim_id, ''), (import_id, line)) as parent_claim_id
from claim_references
group by practice_id, claim_id
having parent_claim_id <> '';

create or replace table claim_roots as
with recursive wanted as (
    select distinct practice_id, claim_id from coded_rows where code = 'D9311'
    union
    select consultations.practice_id, consultations.claim_id
    from current_consultations as consultations
    semi join current_claims as claims
        on claims.practice_id = consultations.practice_id and claims.claim_id = consultations.claim_id
),
chain as (
    select practice_id, claim_id, claim_id as reached, [claim_id] as path, false as is_loop from wanted
    union all
    select
        chain.practice_id,
        chain.claim_id,
        parents.parent_claim_id,
        list_append(chain.path, parents.parent_claim_id),
        list_contains(chain.path, parents.parent_claim_id)
    from chain
    join claim_parents as parents on parents.practice_id = chain.practice_id and parents.claim_id = chain.reached
    where not chain.is_loop
),
ended as (
    select
        practice_id,
        claim_id,
        arg_max(reached, len(path)) as reached,
        arg_max(path, len(path)) as path,
        arg_max(is_loop, len(path)) as is_loop
    from chain
    group by practice_id, claim_id
),
loop_members as (
    select practice_id, claim_id, unnest(path[list_position(path, reached):]) as member
    from ended
    where is_loop
),
loop_roots as (
    select
        loop_members.practice_id,
        loop_members.claim_id,
        arg_min(loop_members.member, (claims.import_id, claims.line)) as root_claim_id
    from loop_members
    join current_claims as claims
        on claims.practice_id = loop_members.practice_id and claims.claim_id = loop_members.member
    group by loop_members.practice_id, loop_members.claim_id
)
select
    ended.practice_id,
    ended.claim_id,
    coalesce(loop_roots.root_claim_id, ended.reached) as root_claim_id,
    ended.is_loop
from ended
left join loop_roots using (practice_id, claim_id);
