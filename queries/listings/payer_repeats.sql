-- question: How long before a consultation that was too many did the payer approve the last one?
-- definition: the episodes that observed_limits counts as too_many,
--   with the patient's last approved one at that payer and practice on an earlier day.
-- grain: one row per episode, the soonest after an approved one first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    chosen.episode_id, chosen.payer, chosen.plan_name, chosen.service_date, repeats.nth,
    repeats.approved_before, repeats.days_since_approved, chosen.outcome, refusals.limit_code as denial_code,
    chosen.billed
from counted_episodes($filters) as chosen
join repeats on repeats.episode_id = chosen.episode_id and repeats.approved_before is not null
join refusals on refusals.episode_id = chosen.episode_id and refusals.is_too_many
order by repeats.days_since_approved, chosen.service_date, chosen.episode_id
