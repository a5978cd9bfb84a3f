-- question: How long do payers take to decide D9311?
-- definition: days from first_submitted to first_decided; undecided episodes are censored at the as-of date.
--   Kaplan-Meier: median_days and p90_days = smallest day at which the share still undecided is at or below
--   0.5 and 0.1; median_low and median_high = 95% interval of the median (Greenwood, log(-log)).
--   This query gives the life table; d9311.statistics.decision_time makes the result from it.
-- grain: one row for all payers together, then one per payer
-- not counted: void, unsent, rejected and capitated episodes; those without first_submitted; negative days
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: time_to_decision.decision_time
-- opens: payer unless all
-- counts: episodes = flag:waited for a decision;
--   decided = flag:waited and decided
-- mark: episodes
-- graded: 60 Time to the decision
-- needs: claims: submitted_date, adjudicated_date
-- filled: submitted_date
with durations as (
    select
        payer,
        days_waited(as_of_date($filters), first_submitted, first_decided) as day,
        first_decided is not null as is_event
    from counted_episodes($filters)
),

by_payer as (
    select payer, day, count(*) filter (where is_event) as events, count(*) as leaving
    from durations
    where day is not null
    group by payer, day
),

life_days as (
    select
        grouping(payer) = 1 as is_pooled,
        payer,
        day,
        how_many(events, true) as events,
        how_many(leaving, true) as leaving
    from by_payer
    group by grouping sets ((day), (payer, day))
)

select
    is_pooled,
    payer,
    day,
    sum(leaving) over (partition by is_pooled, payer order by day desc)::bigint as at_risk,
    events,
    leaving - events as censored
from life_days
order by is_pooled desc, payer nulls last, day
