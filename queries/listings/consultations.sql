-- question: Which consultations are behind a number?
-- definition: every consultation in the filter with its checklist, the billing it is linked to and its bucket
--   of the ledger; late_elements: those of it that came after the decision on its main episode; an element is null when the practice's export does not hold it.
-- grain: one row per consultation, latest first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    practice_id, consultation_id, patient_id as patient, consultation_date, basis_date,
    filter_provider_id as provider_id, payer, method, professional_name,
    array_to_string(list_sort(scenarios), ';') as scenarios, ledger_bucket, link, episode_id, claim_id,
    element_reason, element_date, element_time, element_method, element_professional, element_outcome,
    element_record, strict, late_elements, late_first_written, late_changed, late_signed,
    link is not null as is_billed
from selected_consultations($filters)
left join late_elements using (episode_id)
order by consultation_date desc nulls last, practice_id, consultation_id
