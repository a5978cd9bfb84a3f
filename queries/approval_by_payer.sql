-- question: Which payers approve D9311, and how far can each rate be trusted?
-- definition: approval_rate = approved / decided (approved or denied at last) with its 95% Wilson interval;
--   first_approval_rate = the same by the first decision, null when the export keeps no history;
--   paid_rate = paid_lines / (decided + exhausted), where a paid line is adjudicated with paid above 0;
--   code_approval_rate leaves out denials for eligibility or coordination, verdicts on the plan alone;
--   median_days = median of first_decided - first_submitted; evidence = few, some or enough by decided.
-- grain: one row per payer
-- not counted: void, unsent, rejected and capitated episodes; exhausted, pending, indeterminate and
--   duplicate ones stand beside the rate, never in it
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer
-- rate: approval
-- graded: 10 Approval rates
-- needs: claims
-- better with: paid_amount, allowed_amount, adjustment_codes, adjudicated_date
with figures as (
    from approval_figures($filters, payer)
)

select
    group_value as payer,
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
    first_decided,
    first_approved,
    first_approval_rate,
    paid_lines,
    paid_rate,
    billed,
    allowed,
    paid,
    median_days,
    evidence,
    denied_not_on_code,
    code_approval_rate
from figures
order by payer nulls last
