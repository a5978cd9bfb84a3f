-- question: Which claim does each row name that it corrects, replaces, voids or appeals?
-- grain: claim_references one row per claim row that names another; claim_parents one row per such claim
create or replace temp table claim_references as
with written as (
    select practice_id, claim_id, original_claim_id, import_id, line, row_order
    from current_claims
    where original_claim_id is not null
),
named as (
    select distinct practice_id, original_claim_id from written
),
held as materialized (
    select practice_id, claim_id from current_claims
    where claim_id in (select original_claim_id from named)
),
by_claim_id as (
    select distinct named.practice_id, named.original_claim_id
    from named
    join held on held.practice_id = named.practice_id and held.claim_id = named.original_claim_id
),
by_control_number as (
    select named.practice_id, named.original_claim_id, arg_min(claims.claim_id, claims.row_order) as claim_id
    from named
    join current_claims as claims
        on claims.practice_id = named.practice_id
            and claims.payer_claim_control_number = named.original_claim_id
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
        or matched.original_claim_id in (select claim_id from held)
)
select practice_id, claim_id, import_id, line, row_order, original_claim_id, target_claim_id
from meant;

create or replace temp table claim_parents as
select practice_id, claim_id, arg_min(coalesce(target_claim_id, ''), row_order) as parent_claim_id
from claim_references
group by practice_id, claim_id
having parent_claim_id <> '';
