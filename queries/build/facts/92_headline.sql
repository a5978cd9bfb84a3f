-- question: Which figures does the overview show for a period and for the one before?
-- grain: one row for this period (is_now), one for the period before where the data reach back to it
-- By the date basis, over all episodes that the user may see, whatever the other filters.
create or replace macro headline_figures(filters) as table
with periods as materialized (
    from headline_periods(filters)
),
chosen as materialized (
    select
        episode_id, basis_date, counted, outcome, first_outcome, billed, allowed, paid, denied_not_appealed,
        days_to_decision, age_days, is_open, is_paid_line
    from marked_episodes_any_date(filters)
),
counted as (
    select * from chosen where counted
),
sums as (
    select
        is_now,
        count(outcome) as episodes,
        count(*) filter (where is_decided(outcome)) as decided,
        count(*) filter (where is_approved(outcome)) as approved,
        count(*) filter (where outcome = 'denied') as denied,
        count(*) filter (where outcome = 'exhausted') as exhausted,
        count(*) filter (where outcome = 'pending') as pending,
        count(*) filter (where outcome = 'indeterminate') as indeterminate,
        count(*) filter (where is_decided(first_outcome)) as first_decided,
        count(*) filter (where is_approved(first_outcome)) as first_approved,
        if(count(paid) > 0, count(*) filter (where is_paid_line), null) as paid_lines,
        coalesce(sum(billed), 0) as billed,
        if(count(outcome) > 0, sum(allowed), money_of_none(filters, 'allowed_amount')) as allowed,
        if(count(outcome) > 0, sum(paid), money_of_none(filters, 'paid_amount')) as paid,
        median(days_to_decision::double) as median_days,
        count(*) filter (where denied_not_appealed) as denied_not_appealed
    from periods
    left join counted on in_period(periods, basis_date)
    group by is_now
),
records as (
    select
        is_now,
        count(consultation_id) as consultations,
        count(*) filter (where strict) as strict_pass,
        count(strict) as strict_applicable,
        count(*) filter (where ledger_bucket = 'consulted, never billed') as never_billed
    from periods
    left join selected_consultations_any_date(filters) as consulted
        on in_period(periods, consulted.basis_date)
    group by is_now
),
unrecorded as (
    select is_now, count(*) as without_record
    from periods
    join chosen on in_period(periods, chosen.basis_date)
    join unlinked_billings as billings using (episode_id)
    where billings.bucket = 'billed without record'
    group by is_now
),
months as materialized (
    select
        strftime(basis_date, '%Y-%m') as month,
        are_mature(outcome) as mature
    from counted
    where basis_date is not null and in_period(filters, basis_date)
    group by month
)
select
    sums.*,
    records.* exclude (is_now),
    coalesce(unrecorded.without_record, 0) as without_record,
    (select count(*) from counted where is_open and is_over_60_days(age_days)) as open_over_60_days,
    (
        select max(month) from months
        where month < coalesce((select min(month) from months where mature is not true), '~')
    ) as mature_through
from sums
join records using (is_now)
left join unrecorded using (is_now);
