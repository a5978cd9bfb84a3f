-- question: What is taken for one thing without a number or a list that says so,
--   and what did the user say of it?
-- definition: payers that seem to be one, claims joined by content; refused: kept apart on the user's word
-- grain: one row per guess
-- $filters: access scope
select
    'payer' as kind, '' as practice_id, payer_key as one, identity_key as other,
    payer_name as left_name, seems_to_be as right_name, claims as rows, of_claims as of_rows, is_refused
from payer_guesses
union all
select
    'claim', practice_id, number, claim_id, number, claim_id, count(*), null, bool_or(is_refused)
from content_joins
where in_list(($filters).scope, practice_id)
group by practice_id, number, claim_id
order by kind desc, is_refused, left_name, right_name
