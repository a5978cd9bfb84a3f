-- question: Under which names do payers stand in the claims, and what is each called on screen?
-- grain: one row per name as exported, the payer with most claim rows first
-- $filters: access scope
with counted as (
    select payers.exported_name, payers.payer, count(*) as claim_rows
    from current_claims
    join payers on payers.exported_name = current_claims.payer_name
    where in_list(($filters).scope, current_claims.practice_id)
    group by payers.exported_name, payers.payer
)

select exported_name, payer, claim_rows
from counted
order by sum(claim_rows) over (partition by payer) desc, payer, claim_rows desc, exported_name
