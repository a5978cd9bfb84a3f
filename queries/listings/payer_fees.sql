-- question: Which fees does the practice's contract with a payer name?
-- definition: the rows of fees.csv whose payer is in the filter;
--   no plan is every plan, no date is since ever.
-- grain: one row per row of the list, the plans first, the newest first
-- $filters: payers
select fees.plan_name, fees.effective_date, fees.expected_fee
from fees
join payers on payers.exported_name = fees.payer_name
where in_list(($filters).payers, payers.payer_key)
order by fees.plan_name nulls last, fees.effective_date desc nulls last, fees.expected_fee
