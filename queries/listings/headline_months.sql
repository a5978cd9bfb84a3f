-- question: How did the headline figures move month by month?
-- definition: the figures of the measures by month of the date basis, up to the end of the period; a row `all`
--   holds those of the period; mature as in approval_trend; timed = episodes with a date sent and a first decision.
-- grain: a row `all`, then one row per month with an episode or a consultation
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with episodes_so_far as (
    select
        unnest([if(in_period($filters, basis_date), 'all', null), strftime(basis_date, '%Y-%m')]) as month,
        outcome, first_outcome, is_paid_line, paid, days_to_decision
    from counted_episodes(struct_update($filters, date_from := null::date))
),

sums as materialized (
    select
        month,
        count(*) as episodes,
        count(*) filter (where is_approved(outcome)) as approved,
        count(*) filter (where is_decided(outcome)) as decided,
        count(*) filter (where is_approved(first_outcome)) as first_approved,
        count(*) filter (where is_decided(first_outcome)) as first_decided,
        count(*) filter (where is_paid_line) as paid_lines,
        count(*) filter (where is_decided(outcome) or outcome = 'exhausted') as paid_of,
        sum(paid) as paid,
        count(days_to_decision) as timed,
        median(days_to_decision::double) as median_days,
        is_mature(
            count(*) filter (where outcome = 'pending'), count(*), count(*) filter (where outcome = 'duplicate')
        ) as mature
    from episodes_so_far
    where month is not null
    group by month
),

records_so_far as (
    select
        unnest([if(in_period($filters, basis_date), 'all', null), strftime(basis_date, '%Y-%m')]) as month,
        strict
    from selected_consultations(struct_update($filters, date_from := null::date))
),

records as materialized (
    select month, count(*) as consultations, count(*) filter (where strict) as strict_pass, count(strict) as strict_of
    from records_so_far
    where month is not null
    group by month
),

months as (
    select 'all' as month union select month from sums union select month from records
)

select
    month, mature,
    coalesce(episodes, 0) as episodes,
    rate(approved, decided) as approval_rate, coalesce(approved, 0) as approved, coalesce(decided, 0) as decided,
    wilson_low(approved, decided) as ci_low, wilson_high(approved, decided) as ci_high,
    if((select keeps_history from data_facts), rate(first_approved, first_decided), null) as first_approval_rate,
    coalesce(first_approved, 0) as first_approved, coalesce(first_decided, 0) as first_decided,
    wilson_low(first_approved, first_decided) as first_low, wilson_high(first_approved, first_decided) as first_high,
    rate(paid_lines, paid_of) as paid_rate, coalesce(paid_lines, 0) as paid_lines, coalesce(paid_of, 0) as paid_of,
    wilson_low(paid_lines, paid_of) as paid_low, wilson_high(paid_lines, paid_of) as paid_high,
    if(is_exported($filters, 'claims', 'paid_amount'), coalesce(paid, 0), null) as paid,
    median_days, coalesce(timed, 0) as timed,
    coalesce(consultations, 0) as consultations,
    rate(strict_pass, strict_of) as strict_rate,
    coalesce(strict_pass, 0) as strict_pass, coalesce(strict_of, 0) as strict_of,
    wilson_low(strict_pass, strict_of) as strict_low, wilson_high(strict_pass, strict_of) as strict_high
from months
left join sums using (month)
left join records using (month)
order by month = 'all' desc, month
