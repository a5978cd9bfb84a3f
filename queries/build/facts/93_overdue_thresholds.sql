-- question: From which age on has a claim waited longer than 9 of 10 that its payer decided?
-- One row per payer: the 90th percentile of all its times to a first decision (Kaplan-Meier, as
-- p90_days of decision_time) in everything that the user may see, so that no filter changes which
-- claims are overdue. Below ten decided claims none can be slower than nine of ten, and a curve may not
-- fall so far yet: then that of all payers.
create or replace macro overdue_thresholds(filters) as table
with durations as (
    select
        payer,
        days_waited(as_of_date(filters), first_submitted, first_decided) as day,
        first_decided is not null as is_event
    from episodes_of_billings(filters)
    where counted
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
        sum(sum(leaving)) over (partition by is_pooled, payer order by day desc) as at_risk
    from by_payer
    group by grouping sets ((day), (payer, day))
),
shares as (
    select
        is_pooled,
        payer,
        day,
        events,
        product(1 - events / at_risk) over (partition by is_pooled, payer order by day) as undecided
    from life_days
),
percentiles as (
    select
        is_pooled,
        payer,
        -- a product of fractions that is exactly 0.1 may come out a few bits above
        if(sum(events) >= 10, min(day) filter (where undecided <= 0.1 + 1e-9), null) as p90_days
    from shares
    group by is_pooled, payer
)
select
    payers.payer,
    coalesce(own.p90_days, pooled.p90_days) as threshold_days,
    case
        when own.p90_days is not null then 'own'
        when pooled.p90_days is not null then 'all payers'
    end as basis
-- also a payer whose claims were all sent after the as-of date
from (select distinct payer from durations) as payers
cross join (from percentiles where is_pooled) as pooled
left join percentiles as own on own.payer = payers.payer and not own.is_pooled;
