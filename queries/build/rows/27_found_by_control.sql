-- once per: select 1 where exists (from sought_numbers)
-- question: Which claims are named by the payer's control number?
-- Where none is sought, nothing is looked through.
-- grain: fills found_by_control, one row per practice and number that a claim of it has
insert into found_by_control
select sought.practice_id, sought.original_claim_id, arg_min(claims.claim_id, claims.row_order)
from current_claims as claims
join sought_numbers as sought
    on sought.practice_id = claims.practice_id
    and sought.original_claim_id = claims.payer_claim_control_number
group by sought.practice_id, sought.original_claim_id;
