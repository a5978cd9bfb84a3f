-- question: Which payers keep D9311 claims waiting longer than they took for 9 of 10?
-- definition: waiting = sent, pending and without a first decision, whatever the period; overdue = of
--   these, older than threshold_days on the as-of date; threshold_days = days within which 9 of 10
--   claims of the payer are decided (Kaplan-Meier over all data, whatever the filters); basis = own, or
--   all payers where the payer has fewer than ten decided claims or its curve does not reach so far,
--   blank where that of all payers does not either; billed = of the overdue ones. Without a threshold,
--   overdue and billed are not known.
-- grain: one row per payer with a waiting claim
-- not counted: void, unsent, rejected and capitated episodes;
--   decided ones, also when sent again; those never sent
-- $filters: practices, payers, providers, scenarios, as-of date, access scope; not the dates
-- opens: payer
-- counts: waiting = flag:waiting for a first decision + dates:any;
--   overdue = flag:slower than 9 of 10 + dates:any
-- mark: overdue
with waiting as (
    select
        payer,
        billed,
        threshold_days,
        basis,
        is_overdue(
            age_in_days(as_of_date($filters), first_submitted, service_date), threshold_days
        ) as is_overdue
    from counted_episodes_any_date($filters)
    left join overdue_thresholds($filters) using (payer)
    where awaits_first_decision(outcome, first_outcome, first_submitted)
)

select
    payer,
    count(*) as waiting,
    if(threshold_days is null, null, count(*) filter (where is_overdue)) as overdue,
    threshold_days,
    basis,
    if(threshold_days is null, null, coalesce(sum(billed) filter (where is_overdue), 0)) as billed
from waiting
group by payer, threshold_days, basis
order by payer nulls last
