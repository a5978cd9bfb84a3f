-- question: Which rows are behind a finding?
-- grain: one row per row or episode behind it
-- $filters: access scope
-- $rule: the finding's rule
select practice_id, payer, claim_id, number, service_date, amount, other_amount, episode_id
from finding_rows
where rule = $rule and in_list(($filters).scope, practice_id)
order by payer, service_date, claim_id, number
