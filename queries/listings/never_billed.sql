-- question: Which consultations were never billed, and until when may they be?
-- definition: the bucket `consulted, never billed` of the ledger; deadline: the day of the consultation plus
--   timely_filing_days, only where a cancelled claim says who the payer is and payer_rules.csv gives days.
-- grain: one row per consultation, the latest first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    item_of(null, practice_id, consultation_id) as item_id, consultation_date,
    filter_provider_id as provider_id, chosen.payer, method, professional_name,
    array_to_string(list_sort(scenarios), ';') as scenarios, strict,
    last_day_to_file(consultation_date, timely_filing_days) as deadline,
    deadline - as_of_date($filters) as days_left, practice_id, patient_id as patient, consultation_id
from selected_consultations($filters) as chosen
left join payer_limits on payer_limits.payer_key = chosen.payer_key
where ledger_bucket = 'consulted, never billed'
order by consultation_date desc nulls last, practice_id, consultation_id
