-- question: Which plans of which payers approve D9311?
-- definition: approval_rate = approved / decided (approved or denied at last) with its 95% Wilson interval;
--   first_approval_rate = the same by the first decision, null when the export keeps no history;
--   paid_rate = paid_lines / (decided + exhausted), where a paid line is adjudicated with paid above 0;
--   code_approval_rate leaves out denials for eligibility or coordination, verdicts on the plan alone;
--   median_days = median of first_decided - first_submitted; evidence = few, some or enough by decided.
-- grain: one row per payer and plan
-- not counted: void, unsent, rejected and capitated episodes; exhausted, pending, indeterminate and
--   duplicate ones stand beside the rate, never in it
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer, plan_name -> plan
-- rate: approval
-- graded: 30 Approval by plan
-- needs: claims: plan_name
-- better with: paid_amount, allowed_amount, adjustment_codes
-- filled: plan_name
with figures as (
    from approval_figures($filters, {payer: payer, plan_name: plan_name})
)

select
    group_value.payer as payer,
    group_value.plan_name as plan_name,
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
order by payer nulls last, plan_name nulls last
