-- question: How did the headline figures move month by month?
-- definition: the counts behind the headline figures by month of the date basis, and in a row `all` those
--   from $first on; paid_of = decided or exhausted; timed = episodes with a date sent and a first decision.
-- grain: one row per month with an episode or a consultation,
--   and a row `all` when there is one from $first on
-- $filters: as in the measures, without the first day of the period
-- $first: the first day of the period, blank = none
with episodes_so_far as (
    select
        unnest([
            if(nullif($first, '') is null or basis_date >= nullif($first, '')::date, 'all', null),
            strftime(basis_date, '%Y-%m')
        ]) as month,
        outcome, first_outcome, is_paid_line, paid, days_to_decision
    from counted_episodes($filters)
),

sums as (
    select
        month,
        count(*) as episodes,
        count(*) filter (where is_approved(outcome)) as approved,
        count(*) filter (where is_decided(outcome)) as decided,
        count(*) filter (where is_approved(first_outcome)) as first_approved,
        count(*) filter (where is_decided(first_outcome)) as first_decided,
        count(*) filter (where is_paid_line) as paid_lines,
        count(*) filter (where is_adjudicated(outcome)) as paid_of,
        sum(paid) as paid,
        count(days_to_decision) as timed,
        median(days_to_decision::double) as median_days,
        are_mature(outcome) as mature
    from episodes_so_far
    where month is not null
    group by month
),

records_so_far as (
    select
        unnest([
            if(nullif($first, '') is null or basis_date >= nullif($first, '')::date, 'all', null),
            strftime(basis_date, '%Y-%m')
        ]) as month,
        strict
    from selected_consultations($filters)
),

records as (
    select
        month,
        count(*) as consultations,
        count(*) filter (where strict) as strict_pass,
        count(strict) as strict_of
    from records_so_far
    where month is not null
    group by month
)

select
    month, mature, episodes, approved, decided, first_approved, first_decided, paid_lines, paid_of, paid,
    timed, median_days, consultations, strict_pass, strict_of
from sums
full join records using (month)
order by month
