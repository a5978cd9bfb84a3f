-- question: How did the headline figures move month by month?
-- definition: the figures of the measures by month of the date basis; mature as in approval_trend; first and
--   strict as in the overview; timed = episodes with a date sent and a first decision.
-- grain: one row per month with an episode or a consultation, and first a row `all`
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with episodes_by_month as (
    select group_value as month, * from approval_figures($filters, strftime(basis_date, '%Y-%m'))
    where group_value is not null
    union all
    select 'all', * from approval_figures($filters, 'all')
),

records as (
    select strftime(basis_date, '%Y-%m') as month, strict from selected_consultations($filters)
    where basis_date is not null
    union all
    select 'all', strict from selected_consultations($filters)
),

months as (
    select 'all' as month
    union
    select month from episodes_by_month
    union
    select month from records
),

records_by_month as (
    select
        month, count(*) as consultations, count(*) filter (where strict) as strict_pass, count(strict) as strict_of
    from records
    group by month
),

timed as (
    select strftime(basis_date, '%Y-%m') as month, count(days_to_decision) as timed
    from counted_episodes($filters)
    group by month
    union all
    select 'all', count(days_to_decision) from counted_episodes($filters)
)

select
    month,
    coalesce(episodes, 0) as episodes,
    is_mature(pending, episodes, duplicate) as mature,
    approval_rate, coalesce(approved, 0) as approved, coalesce(decided, 0) as decided, ci_low, ci_high,
    first_approval_rate,
    coalesce(first_approved, 0) as first_approved,
    coalesce(first_decided, 0) as first_decided,
    wilson_low(first_approved, first_decided) as first_low,
    wilson_high(first_approved, first_decided) as first_high,
    paid_rate, coalesce(paid_lines, 0) as paid_lines, coalesce(decided + exhausted, 0) as paid_of,
    wilson_low(paid_lines, decided + exhausted) as paid_low,
    wilson_high(paid_lines, decided + exhausted) as paid_high,
    case when is_exported($filters, 'claims', 'paid_amount') then coalesce(paid, 0) end as paid,
    median_days, coalesce(timed, 0) as timed,
    coalesce(consultations, 0) as consultations,
    rate(strict_pass, strict_of) as strict_rate,
    coalesce(strict_pass, 0) as strict_pass,
    coalesce(strict_of, 0) as strict_of,
    wilson_low(strict_pass, strict_of) as strict_low,
    wilson_high(strict_pass, strict_of) as strict_high
from months
left join episodes_by_month using (month)
left join records_by_month using (month)
left join timed using (month)
order by month = 'all' desc, month
