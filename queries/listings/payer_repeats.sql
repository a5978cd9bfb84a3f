-- question: How long before a consultation that was too many did the payer approve the last one?
-- definition: the episodes that observed_limits counts as too_many,
--   with the patient's last approved one at that payer and practice on an earlier day.
-- grain: one row per episode, the soonest after an approved one first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    chosen.episode_id, chosen.payer, chosen.plan_name, chosen.service_date, chosen.nth,
    chosen.approved_before, chosen.days_since_approved, chosen.outcome, chosen.limit_code as denial_code,
    chosen.billed
from counted_episodes($filters) as chosen
where chosen.approved_before is not null and chosen.is_too_many
order by chosen.days_since_approved, chosen.service_date, chosen.episode_id
