-- question: Which clinical scenarios are consulted about, and how are their claims decided?
-- definition: share = consultations with that scenario / consultations, with its 95% Wilson interval; a
--   consultation with two scenarios counts in both, so shares can pass 1. billed = consultations with a link;
--   approval_rate = approved / decided over the episodes of their billings by final outcome, with interval
--   rate_low to rate_high; strict_pass = consultations that hold every exported element.
-- grain: one row per scenario; the four named ones, other and unclassified always
-- not counted: void and capitated episodes
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: scenario
-- counts: consultations = list:consultations;
--   billed = list:consultations + flag:billed;
--   strict_pass = list:consultations + element:strict + state:present;
--   decided = of:consultations + outcome:decided;
--   approved = of:consultations + outcome:approved
-- mark: consultations
-- graded: 140 Scenario frequency
-- needs: consultations: scenario or medical_condition or reason
-- better with: scenario
-- filled: scenario
with consulted as materialized (
    select billing_id, link, strict, scenarios from selected_consultations($filters)
),

mentions as (
    select unnest(scenarios) as scenario, link, strict, decided, approved
    from consulted
    left join billing_decisions($filters) using (billing_id)
),

listed as (
    select scenario from mentions
    union
    values
    ('bleeding_disorder'), ('cardiac_prophylaxis'), ('cancer_treatment'), ('uncontrolled_diabetes'),
    ('other'), ('unclassified')
),

sums as (
    select
        scenario,
        count(*) as consultations,
        count(link) as billed,
        coalesce(sum(decided), 0)::bigint as decided,
        coalesce(sum(approved), 0)::bigint as approved,
        count(*) filter (where strict) as strict_pass
    from mentions
    group by scenario
),

filled as (
    select
        scenario, billed, decided, approved, strict_pass,
        coalesce(consultations, 0) as consultations,
        (select count(*) from consulted) as all_consultations
    from listed
    left join sums using (scenario)
)

select
    scenario,
    consultations,
    rate(consultations, all_consultations) as share,
    wilson_low(consultations, all_consultations) as ci_low,
    wilson_high(consultations, all_consultations) as ci_high,
    coalesce(billed, 0) as billed,
    coalesce(decided, 0) as decided,
    coalesce(approved, 0) as approved,
    rate(approved, decided) as approval_rate,
    wilson_low(approved, decided) as rate_low,
    wilson_high(approved, decided) as rate_high,
    coalesce(strict_pass, 0) as strict_pass
from filled
order by scenario
