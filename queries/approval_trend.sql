-- question: How does approval move from month to month, and which months can be trusted yet?
-- definition: approval_rate = approved / decided with its 95% Wilson interval;
--   maturity = 1 - pending / (episodes - duplicate); a month is mature from 0.9 on.
-- grain: one row per month of the date basis (YYYY-MM), undated episodes in a last row without month
-- not counted: void, unsent, rejected and capitated episodes; months without episodes are absent
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: month
-- rate: approval
-- graded: 50 Trend by month
-- needs: claims
-- better with: adjudicated_date
with figures as (
    from approval_figures($filters, date_trunc('month', basis_date))
)

select
    strftime(group_value, '%Y-%m') as month,
    episodes,
    decided,
    approved,
    denied,
    exhausted,
    pending,
    indeterminate,
    duplicate,
    approval_rate,
    ci_low,
    ci_high,
    1 - rate(pending, episodes - duplicate) as maturity,
    is_mature(pending, episodes, duplicate) as mature,
    billed,
    paid
from figures
order by month nulls last
