-- question: How many dollars wait in the work lists of the overview, and since when?
-- definition: of the episodes of each list, what was billed and the most days since one was first
--   sent; the same lists as open_over_60_days (whatever the period), denied_not_appealed and
--   without_record of the overview.
-- grain: one row per list that holds an episode
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with known as (
    select ledger_bucket, counted, billed, is_open, denied_not_appealed,
        age_in_days(as_of_date($filters), first_submitted, service_date) as age_days,
        in_period($filters, basis_date) as is_in_period
    from selected_episodes_any_date($filters)
),

listed as (
    select 'denied_not_appealed' as list, billed, age_days
    from known
    where is_in_period and counted and denied_not_appealed
    union all
    select 'open_over_60_days', billed, age_days
    from known
    where counted and is_open and is_over_60_days(age_days)
    union all
    select 'without_record', billed, age_days
    from known
    where is_in_period and ledger_bucket = 'billed without record'
)

select list, sum(billed) as billed, max(age_days) as oldest_days
from listed
group by list
order by list
