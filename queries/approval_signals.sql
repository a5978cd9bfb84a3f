-- question: Has the approval rate changed, or is it the ordinary up and down of months?
-- definition: approval_rate = approved / decided by month; centre = all mature months together (their median
--   month below twelve); limit_low and limit_high = three-sigma limits of each month's count (exact
--   binomial), none below twelve months; rules = which of four rules the month completes: point_outside,
--   run_of_eight, trend_of_six, two_of_three (docs/definitions/measures.md). Only mature months are judged
--   (mature as in approval_trend: null where nothing could be decided). This query gives the counts;
--   d9311.statistics.signals makes the rest.
-- grain: one row per month of the date basis (YYYY-MM)
-- not counted: void, unsent, rejected and capitated episodes; undated ones
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: signals.approval_signals
-- opens: month
with figures as (
    from approval_figures($filters, date_trunc('month', basis_date))
)

select
    strftime(group_value, '%Y-%m') as month,
    decided,
    approved,
    approval_rate,
    is_mature(pending, episodes, duplicate) as mature
from figures
where group_value is not null
order by month
