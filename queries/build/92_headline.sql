-- The figures of the overview for this period and for the one before.

create or replace macro is_in_period(filters, basis_date) as
    coalesce(basis_date >= (filters).date_from::date, true);

-- One row per period, is_now or not; both_filters are the filters widened to both periods. The row of the
-- period before is there only where the data reach back to it, then with zeros where it holds nothing.
create or replace macro headline_figures(filters, both_filters) as table
with periods as (
    select true as is_now
    union all
    select false where earliest_date(filters) <= previous_from(filters)
),

figures as (
    from approval_figures(both_filters, is_in_period(filters, basis_date))
),

records as (
    select
        is_in_period(filters, basis_date) as is_now,
        count(*) as consultations,
        count(*) filter (where strict) as strict_pass,
        count(strict) as strict_applicable
    from selected_consultations(both_filters)
    group by is_now
),

ledger as (
    select
        is_in_period(filters, basis_date) as is_now,
        count(*) filter (where bucket = 'consulted, never billed') as never_billed,
        count(*) filter (where bucket = 'billed without record') as without_record
    from selected_ledger(both_filters)
    group by is_now
)

select
    is_now,
    coalesce(episodes, 0) as episodes,
    coalesce(decided, 0) as decided,
    coalesce(approved, 0) as approved,
    coalesce(denied, 0) as denied,
    coalesce(exhausted, 0) as exhausted,
    coalesce(pending, 0) as pending,
    coalesce(indeterminate, 0) as indeterminate,
    approval_rate, ci_low, ci_high, first_approval_rate, paid_rate,
    coalesce(billed, 0) as billed,
    case when is_exported(filters, 'claims', 'allowed_amount') then coalesce(allowed, 0) end as allowed,
    case when is_exported(filters, 'claims', 'paid_amount') then coalesce(paid, 0) end as paid,
    median_days,
    coalesce(consultations, 0) as consultations,
    coalesce(strict_pass, 0) as strict_pass,
    rate(strict_pass, strict_applicable) as strict_pass_rate,
    coalesce(never_billed, 0) as never_billed,
    coalesce(without_record, 0) as without_record,
    (select count(*) from open_episodes(filters) where age_days > 60) as open_over_60_days,
    coalesce(denied_not_appealed, 0) as denied_not_appealed
from periods
left join figures on group_value = is_now
left join records using (is_now)
left join ledger using (is_now);
