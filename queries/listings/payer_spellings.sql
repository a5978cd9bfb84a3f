-- question: Which payers are there, by how many claim rows, and which of them did the user say are not one?
-- definition: kept_apart: keys of payers that are another one, on the user's word.
-- grain: one row per payer
-- $filters: access scope
with refused as (
    select one as payer_key, other from identity_choices where kind = 'payer_name' and choice = 'refused'
    union
    select other, one from identity_choices where kind = 'payer_name' and choice = 'refused'
),

counted as (
    select payers.payer_key, payers.payer, count(*) as claim_rows
    from current_claims
    join payers on payers.exported_name = current_claims.payer_name
    where in_list(($filters).scope, current_claims.practice_id)
    group by payers.payer_key, payers.payer
)

select
    payer_key, payer, claim_rows,
    list_sort((
        select coalesce(list(other), []) from refused where refused.payer_key = counted.payer_key
    )) as kept_apart
from counted
order by claim_rows desc, payer
