-- question: Which claim began the chain of corrections, replacements and appeals that a claim belongs to?
-- grain: noted_claims one row per claim that is there and whose number a consultation names, of any practice;
-- chain_ends one row per claim that holds D9311 or is named by a consultation; loop_members one row per such
-- claim and claim of the loop that its chain ends in; loop_roots none yet
create or replace table noted_claims as
select distinct practice_id, claim_id
from current_claims
where claim_id in (select claim_id from current_consultations);

create or replace temp table chain_ends as
with recursive wanted as (
    select distinct practice_id, claim_id from coded_rows where code = 'D9311'
    union
    select consultations.practice_id, consultations.claim_id
    from current_consultations as consultations
    semi join noted_claims
        on noted_claims.practice_id = consultations.practice_id
            and noted_claims.claim_id = consultations.claim_id
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
    join claim_parents as parents
        on parents.practice_id = chain.practice_id and parents.claim_id = chain.reached
    where not chain.is_loop
)
select
    practice_id,
    claim_id,
    arg_max(reached, len(path)) as reached,
    arg_max(path, len(path)) as path,
    arg_max(is_loop, len(path)) as is_loop
from chain
group by practice_id, claim_id;

create or replace temp table loop_members as
select practice_id, claim_id, unnest(path[list_position(path, reached):]) as member
from chain_ends
where is_loop;

create or replace temp table loop_roots (practice_id text, claim_id text, root_claim_id text);
