-- question: How many first decisions were denials before a day and from that day on, payer for payer?
-- definition: decided and denied by the payer's first decision, in mature months (approval_trend) only.
-- grain: one row per payer
-- $filters: as in the measures; $since: the day, of the date basis
with dated as (
    select payer, outcome, first_outcome, basis_date, strftime(basis_date, '%Y-%m') as month
    from counted_episodes($filters)
    where basis_date is not null
),

mature_months as (
    select month from dated group by month having are_mature(outcome)
)

select
    payer,
    count(*) filter (where basis_date < $since::date) as before_decided,
    count(*) filter (where basis_date < $since::date and first_outcome = 'denied') as before_denied,
    count(*) filter (where basis_date >= $since::date) as after_decided,
    count(*) filter (where basis_date >= $since::date and first_outcome = 'denied') as after_denied
from dated
semi join mature_months using (month)
where is_decided(first_outcome)
group by payer
order by payer nulls last
