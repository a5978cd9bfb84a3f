-- question: What does the chart hold about this consultation?
-- definition: the record as exported, one row; patient is a pseudonym.
-- grain: one row
-- $filters: access scope
-- $practice: the practice's id
-- $consultation: the consultation's id
select
    consultation_id, consultation_date, consultation_time, method_as_exported as method, provider_id,
    provider_name, professional_name, professional_credential, professional_specialty, scenario,
    medical_condition, planned_procedure, reason, outcome, treatment_change, correspondence_on_file,
    verbal_summary, routine_referral, recorded_at, signed_by, signed_at, duration_minutes, claim_id, link,
    ledger_bucket_of($filters, ledger_base, consultation_date) as ledger_bucket, episode_id, element_reason,
    element_date, element_time, element_method, element_professional, element_outcome, element_record, strict
from selected_consultations($filters)
where practice_id = $practice and consultation_id = $consultation
