-- question: Does a plan differ from the others, or is it chance?
-- definition: approval_rate = approved / decided with its 95% Wilson interval; limit_ columns are the
--   95% and 99.8% funnel limits around the pooled rate of all plans: they allow for the plan's own
--   share in that rate, and widen where plans differ significantly more than chance makes them
--   (Spiegelhalter 2005); shrunk_ columns are the rate drawn towards the plans' mean (beta-binomial
--   model, from five plans on) with a 95% interval that allows for how little is known of the plans'
--   mean and spread; signal = too few (under 5 decided), below or above (outside the 99.8% limits),
--   else inside; every step stands in docs/definitions/measures.md. This query gives the counts;
--   d9311.statistics.signals makes the rest from them.
-- grain: one row per payer and plan
-- not counted: void, unsent, rejected and capitated episodes;
--   undecided and exhausted ones are in neither number
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: signals.group_signals
-- opens: payer, plan_name -> plan
with figures as (
    from approval_figures($filters, {payer: payer, plan_name: plan_name})
)

select
    group_value.payer as payer,
    group_value.plan_name as plan_name,
    decided, approved, approval_rate, ci_low, ci_high
from figures
order by payer nulls last, plan_name nulls last
