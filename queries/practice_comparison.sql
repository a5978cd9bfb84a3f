-- question: Does a practice get more denials than its payers and scenarios explain?
-- definition: compared = decided claims in a stratum that another practice has too: the payer with the whole
--   set of scenarios of the linked consultation, no consultation being a set of its own; compared_denied =
--   denied of these; expected_denied = denials that they would have if in each stratum claims were denied as
--   those of all practices together (indirect standardisation), 0 where none was; denial_ratio =
--   compared_denied / expected_denied with Byar's 95% limits; adjusted_rate = approval rate evened out = 1 -
--   denial_ratio x the denial rate of all. This query gives the counts by payer and scenario;
--   d9311.statistics.standardised makes the rest.
-- grain: one row per practice
-- not counted: void, unsent, rejected and capitated episodes; undecided and exhausted ones
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: standardised.practice_comparison
-- opens: practice_id -> practice
select
    practice_id,
    payer,
    scenario_list as scenarios,
    count(*) as decided,
    count(*) filter (where is_approved) as approved
from counted_episodes($filters)
where is_decided
group by all
order by practice_id nulls last, payer nulls last, scenarios nulls last
