-- question: Which scenarios grow or fade from month to month?
-- definition: consultations = consultations with that scenario in the month; one with two scenarios counts in
--   both. The month is that of the consultation's date by the date basis.
-- grain: one row per month (YYYY-MM) and scenario, undated consultations in last rows without month
-- not counted: nothing; months and scenarios without consultations are absent
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: month, scenario
-- counts: consultations = list:consultations
-- mark: consultations
with alike as (
    select strftime(basis_date, '%Y-%m') as month, scenario_list, count(*) as consultations
    from selected_consultations($filters)
    group by all
),

mentions as (
    select month, unnest(string_split(scenario_list, ';')) as scenario, consultations from alike
)

select
    month,
    scenario,
    sum(consultations)::bigint as consultations
from mentions
group by month, scenario
order by month nulls last, scenario
