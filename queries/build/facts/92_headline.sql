-- question: Which figures does the overview show for a period and for the one before?
-- grain: one row for this period (is_now), one for the period before where the data reach back to it
-- By the date basis. Days are counted first, of which both periods take theirs: they are few.
create or replace macro headline_figures(filters) as table
with periods as materialized (
    from headline_periods(filters)
),
days as materialized (
    from headline_days(filters)
),
waits as (
    select is_now, median(days_to_decision::double) as median_days
    from periods
    join headline_waits(filters) as waited on is_within(date_from, date_to, waited.basis_date)
    group by is_now
),
sums as (
    select
        is_now,
        how_many(episodes, true) as episodes,
        how_many(decided, true) as decided,
        how_many(approved, true) as approved,
        how_many(denied, true) as denied,
        how_many(exhausted, true) as exhausted,
        how_many(pending, true) as pending,
        how_many(indeterminate, true) as indeterminate,
        how_many(first_decided, true) as first_decided,
        how_many(first_approved, true) as first_approved,
        if(sum(paid_known) > 0, how_many(paid_lines, true), null) as paid_lines,
        coalesce(sum(billed), 0) as billed,
        if(sum(days.episodes) > 0, sum(allowed), money_of_none(filters, 'allowed_amount')) as allowed,
        if(sum(days.episodes) > 0, sum(paid), money_of_none(filters, 'paid_amount')) as paid,
        how_many(denied_not_appealed, true) as denied_not_appealed,
        how_many(without_record, true) as without_record
    from periods
    left join days on is_within(date_from, date_to, basis_date)
    group by is_now
),
records as (
    select
        is_now,
        how_many(consultations, true) as consultations,
        how_many(strict_pass, true) as strict_pass,
        how_many(strict_applicable, true) as strict_applicable,
        how_many(never_billed, true) as never_billed
    from periods
    left join headline_records(filters) as days on is_within(date_from, date_to, days.basis_date)
    group by is_now
),
months as materialized (
    select
        strftime(basis_date, '%Y-%m') as month,
        is_mature(sum(pending)::bigint, sum(episodes)::bigint, sum(duplicate)::bigint) as mature
    from days
    where basis_date is not null and in_period(filters, basis_date) and episodes > 0
    group by month
)
select
    sums.*,
    waits.median_days,
    records.* exclude (is_now),
    (select how_many(open_over_60_days, true) from days) as open_over_60_days,
    (
        select max(month) from months
        where month < coalesce((select min(month) from months where mature is not true), '~')
    ) as mature_through
from sums
join records using (is_now)
left join waits using (is_now);
