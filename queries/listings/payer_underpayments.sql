-- question: Which approved episodes were allowed less than the contract says?
-- definition: those that `underpayments` counts as underpaid, the largest difference first.
-- grain: one row per episode
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    approved.episode_id, approved.payer, approved.plan_name, approved.service_date, approved.decided,
    approved.outcome, approved.allowed_known as allowed, approved.expected_fee, approved.fee_effective_date,
    approved.expected_fee - approved.allowed_known as underpaid_by
from approved_episodes($filters) as approved
where approved.allowed_known < approved.expected_fee
order by underpaid_by desc, approved.service_date, approved.episode_id
