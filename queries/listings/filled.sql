-- question: In how many rows are the columns filled that a measure groups or counts by?
-- definition: filled = D9311 rows (or consultations) with a value / all of them.
-- grain: one row per column
-- $filters: access scope
with claim_lines as (
    from claim_lines_d9311 where in_list(($filters).scope, practice_id)
),

records as (
    from consultations where in_list(($filters).scope, practice_id)
),

counts as (
    select 'provider_id' as column_name, count(provider_id) as filled, count(*) as rows from claim_lines
    union all
    select 'plan_name', count(plan_name), count(*) from claim_lines
    union all
    select 'submitted_date', count(submitted_date), count(*) from claim_lines
    union all
    select 'adjustment_codes', count(adjustment_codes), count(*) from claim_lines where outcome = 'denied'
    union all
    select 'scenario', count(coalesce(scenario, medical_condition, reason)), count(*) from records
)

select column_name, rate(filled, rows) as filled
from counts
order by column_name
