-- question: Does a provider get more denials than the others of the practice,
--   payer for payer and scenario for scenario?
-- definition: as practice_comparison, each provider (of the episode's first row) against the other
--   providers of the same practice. This query gives the counts by payer and scenario;
--   d9311.statistics.standardised makes the rest.
-- grain: one row per practice and provider
-- not counted: void, unsent, rejected and capitated episodes; undecided and exhausted ones
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: standardised.provider_comparison
-- opens: practice_id -> practice, provider_id -> provider
select
    practice_id,
    provider_id,
    payer,
    scenario_list as scenarios,
    count(*) as decided,
    count(*) filter (where is_approved) as approved
from counted_episodes($filters)
where is_decided
group by all
order by practice_id nulls last, provider_id nulls last, payer nulls last, scenarios nulls last
