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
with alike as (
    select
        scenario_list,
        count(*) as consultations,
        count(link) as billed,
        sum(billing_decided) as decided,
        sum(billing_approved) as approved,
        count(*) filter (where strict) as strict_pass
    from selected_consultations($filters)
    group by scenario_list
),

mentions as (
    select
        unnest(string_split(scenario_list, ';')) as scenario,
        consultations, billed, decided, approved, strict_pass
    from alike
    union all
    select
        unnest([
            'bleeding_disorder', 'cardiac_prophylaxis', 'cancer_treatment', 'uncontrolled_diabetes', 'other',
            'unclassified'
        ]),
        0, 0, 0, 0, 0
),

sums as (
    select
        scenario,
        sum(consultations)::bigint as consultations,
        sum(billed)::bigint as billed,
        sum(decided)::bigint as decided,
        sum(approved)::bigint as approved,
        sum(strict_pass)::bigint as strict_pass,
        (select sum(consultations)::bigint from alike) as all_consultations
    from mentions
    group by scenario
)

select
    scenario,
    consultations,
    rate(consultations, all_consultations) as share,
    wilson_low(consultations, all_consultations) as ci_low,
    wilson_high(consultations, all_consultations) as ci_high,
    billed,
    decided,
    approved,
    rate(approved, decided) as approval_rate,
    wilson_low(approved, decided) as rate_low,
    wilson_high(approved, decided) as rate_high,
    strict_pass
from sums
order by scenario
