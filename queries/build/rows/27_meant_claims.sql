-- question: Which claim does each row name that it corrects, replaces, voids or appeals?
-- grain: claim_references one row per claim row that names another; claim_parents one row per such claim
create or replace temp table claim_references as
select
    written.*,
    coalesce(held.claim_id, found.claim_id) as target_claim_id
from written_references as written
left join held_numbers as held
    on held.practice_id = written.practice_id and held.claim_id = written.original_claim_id
left join found_by_control as found
    on found.practice_id = written.practice_id and found.original_claim_id = written.original_claim_id
left join placeholders on placeholders.word = lower(written.original_claim_id)
where placeholders.word is null or written.original_claim_id in (select claim_id from held_numbers);

create or replace temp table claim_parents as
select practice_id, claim_id, arg_min(coalesce(target_claim_id, ''), row_order) as parent_claim_id
from claim_references
group by practice_id, claim_id
having parent_claim_id <> '';
