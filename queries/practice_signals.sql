-- question: Does a practice differ from the others, or is it chance?
-- definition: approval_rate = approved / decided with its 95% Wilson interval; limit_ columns are the 95%
--   and 99.8% funnel limits around the pooled rate of all practices: they allow for the practice's own
--   share in that rate, and widen where practices differ significantly more than chance makes them
--   (Spiegelhalter 2005); shrunk_ columns are the rate drawn towards the practices' mean (beta-binomial
--   model, from five practices on) with a 95% interval that allows for how little is known of the
--   practices' mean and spread; signal = too few (under 5 decided), below or above (outside the 99.8%
--   limits), else inside; every step stands in docs/definitions/measures.md. This query gives the counts;
--   d9311.statistics.signals makes the rest from them.
-- grain: one row per practice
-- not counted: void, unsent, rejected and capitated episodes;
--   undecided and exhausted ones are in neither number
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: signals.group_signals
-- opens: practice_id -> practice
with figures as (
    from approval_figures($filters, practice_id)
)

select group_value as practice_id, decided, approved, approval_rate, ci_low, ci_high
from figures
order by practice_id nulls last
