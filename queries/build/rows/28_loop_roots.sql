-- once per: select 1 where exists (from loop_members)
-- question: Which claim of a loop came first?
-- Where there is no loop, nothing is looked through.
-- grain: fills loop_roots, one row per claim whose chain ends in a loop
insert into loop_roots
select loop_members.practice_id, loop_members.claim_id, arg_min(loop_members.member, claims.row_order)
from current_claims as claims
join loop_members
    on loop_members.practice_id = claims.practice_id and loop_members.member = claims.claim_id
group by loop_members.practice_id, loop_members.claim_id;
