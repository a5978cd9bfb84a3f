-- question: So many days after it was sent, is a D9311 claim approved, denied, or still undecided?
-- definition: days from first_submitted to first_decided, by the first decision: approved, denied or
--   exhausted (the yearly benefit used up); undecided episodes are censored at the as-of date.
--   share_undecided is the Kaplan-Meier curve behind decision_time, the other shares are Aalen-Johansen
--   cumulative incidences; the four add up to 1, each with its 95% interval (log(-log), variance by the
--   delta method), none at 0 and at 1. An unclear answer and a duplicate count as undecided, as in
--   decision_time. This query gives the life table; d9311.statistics.competing makes the shares.
-- grain: one row per day on which an episode leaves, for all payers together, then for each payer
-- not counted: void, unsent, rejected and capitated episodes; those without first_submitted; negative days
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: competing.decision_curve
-- opens: payer unless all, day -> waited_days
-- counts: approved = flag:waited and decided + first:approved;
--   denied = flag:waited and decided + first:denied;
--   exhausted = flag:waited and decided + first:exhausted
with durations as (
    select
        payer,
        days_waited(as_of_date($filters), first_submitted, first_decided) as day,
        case
            when first_decided is null then 'censored'
            when is_first_approved then 'approved'
            when first_outcome = 'denied' then 'denied'
            else 'exhausted'
        end as ending
    from counted_episodes($filters)
),

by_ending as (
    select payer, day, ending, count(*) as leaving
    from durations
    where day is not null
    group by payer, day, ending
),

life_days as (
    select
        grouping(payer) = 1 as is_pooled,
        payer,
        day,
        how_many(leaving, true) as leaving,
        how_many(leaving, ending = 'approved') as approved,
        how_many(leaving, ending = 'denied') as denied,
        how_many(leaving, ending = 'exhausted') as exhausted,
        how_many(leaving, ending = 'censored') as censored
    from by_ending
    group by grouping sets ((day), (payer, day))
)

select
    is_pooled,
    payer,
    day,
    sum(leaving) over (partition by is_pooled, payer order by day desc)::bigint as at_risk,
    approved,
    denied,
    exhausted,
    censored
from life_days
order by is_pooled desc, payer nulls last, day
