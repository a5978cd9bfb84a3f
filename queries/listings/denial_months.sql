-- question: How many first decisions were denials, month by month?
-- definition: denial_rate = denied / decided, both by the payer's first decision, with its 95% Wilson
--   interval; mature: as in approval_trend.
-- grain: one row per month of the date basis with an episode
-- $filters: as in the measures
with months as (
    select
        strftime(basis_date, '%Y-%m') as month,
        count(*) as episodes,
        count(*) filter (where is_decided(first_outcome)) as first_decided,
        count(*) filter (where first_outcome = 'denied') as first_denied,
        are_mature(outcome) as mature
    from counted_episodes($filters)
    where basis_date is not null
    group by month
)

select
    month,
    episodes,
    first_decided,
    first_denied,
    rate(first_denied, first_decided) as denial_rate,
    wilson_low(first_denied, first_decided) as ci_low,
    wilson_high(first_denied, first_decided) as ci_high,
    mature
from months
order by month
