-- question: What does the chart say of each consultation, and was it billed?
-- grain: one row per current consultation
-- ledger_base leaves "too recent to tell" open, because that depends on the as-of date of the filter.
create or replace temp table known_consultations as
with linked_billings as (
    select
        billing_id,
        any_value(episode_id) filter (where is_main) as episode_id,
        bool_or(is_accepted(outcome)) as is_accepted,
        bool_or(waits_to_be_sent(outcome)) as is_waiting
    from linked_episodes
    group by billing_id
),
d9311_claims as (
    select distinct practice_id, claim_id from d9311_rows
)
select
    notes.practice_id, notes.consultation_id, notes.patient_id, notes.claim_id, notes.provider_id,
    notes.provider_name, notes.consultation_date, notes.consultation_time,
    findings.method_group as method, notes.method as method_as_exported,
    notes.professional_name, notes.professional_credential, notes.professional_specialty,
    notes.professional_npi, notes.scenario, notes.medical_condition, notes.planned_procedure, notes.reason,
    notes.outcome, notes.treatment_change, notes.correspondence_on_file, notes.verbal_summary,
    notes.routine_referral, notes.recorded_at, notes.signed_by, notes.signed_at, notes.duration_minutes,
    consultation_scenarios.scenarios,
    findings.element_reason, findings.element_date, findings.element_time, findings.element_method,
    findings.element_professional, findings.element_outcome, findings.element_record, findings.strict,
    links.billing_id,
    links.link,
    linked_billings.episode_id,
    case
        when linked_billings.is_accepted then 'consulted and billed'
        when linked_billings.is_waiting then 'consulted, not yet accepted'
        when links.billing_id is null and d9311_claims.claim_id is not null then 'consulted, not yet accepted'
        when notes.routine_referral then 'routine referral'
        when notes.consultation_date between spans.first_service_date and spans.last_service_date
            then 'consulted, never billed'
        else 'consulted, outside the claims export'
    end as ledger_base,
    notes.import_id,
    notes.line
from current_consultations as notes
join element_findings as findings
    on findings.practice_id = notes.practice_id and findings.consultation_id = notes.consultation_id
join consultation_scenarios
    on consultation_scenarios.practice_id = notes.practice_id
    and consultation_scenarios.consultation_id = notes.consultation_id
left join links on links.practice_id = notes.practice_id and links.consultation_id = notes.consultation_id
left join linked_billings on linked_billings.billing_id = links.billing_id
left join d9311_claims
    on d9311_claims.practice_id = notes.practice_id and d9311_claims.claim_id = notes.claim_id
left join practice_spans as spans on spans.practice_id = notes.practice_id;
