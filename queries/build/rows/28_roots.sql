-- question: Which claim began the chain of corrections, replacements and appeals that a claim belongs to?
-- grain: one row per claim that holds D9311 or is named by a consultation
create or replace temp table claim_roots as
select
    ended.practice_id,
    ended.claim_id,
    coalesce(loop_roots.root_claim_id, ended.reached) as root_claim_id,
    ended.is_loop
from chain_ends as ended
left join loop_roots using (practice_id, claim_id);
