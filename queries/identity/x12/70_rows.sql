-- question: What does each event say, in the words of the practice?
-- grain: one row per event, in the columns of the exports
create or replace table x12_claims as
with spelled as (
    select identity_key, first(payer_name order by exported desc, payer_name) as payer_name
    from exported_payers
    group by identity_key
)
select
    events.* exclude (whose, code, payer_key, is_number, part, event, number, found_by, known_patient,
        identity_key, payer_rule, event_date, is_reversal, occurrence, is_taken_as_first, source) replace (
        coalesce(claims.patient_id, events.known_patient, events.patient_id) as patient_id,
        coalesce(claims.practice_name, sent_by.practice_name, events.practice_name) as practice_name,
        coalesce(claims.plan_name, events.plan_name) as plan_name,
        coalesce(claims.provider_id, sent_by.provider_id, events.provider_id) as provider_id,
        coalesce(claims.provider_name, sent_by.provider_name, events.provider_name) as provider_name,
        if(events.payer_rule = 'alias', events.payer_name,
            coalesce(spelled.payer_name, sent_names.payer_name, events.payer_name))
            as payer_name,
        if(events.source = '835', coalesce(sent.submission_type, events.submission_type),
            events.submission_type)
            as submission_type,
        coalesce(events.submitted_date, sent.submitted_date) as submitted_date,
        coalesce(events.claim_type, sent.claim_type) as claim_type,
        coalesce(events.original_claim_id, sent.original_claim_id) as original_claim_id,
        coalesce(events.attachment_sent, sent.attachment_sent) as attachment_sent,
        coalesce(events.attachment_reference, sent.attachment_reference) as attachment_reference,
        coalesce(events.coverage_verified_date, sent.coverage_verified_date) as coverage_verified_date
    ),
    -- behind every export, in an order that no import changes
    9223372036854775808::hugeint * 1024 + row_number() over (
        order by coalesce(events.adjudicated_date, events.submitted_date), events.source, events.remittance,
            events.number, events.payer_claim_control_number, events.line_number, events.status,
            events.paid_amount, events.billed_amount, events.event, events.occurrence
    ) as row_order,
    events.source, events.number as x12_number, events.found_by, events.payer_rule, events.is_taken_as_first,
    events.occurrence
from x12_ordered as events
left join x12_claims_known as claims
    on claims.practice_id = events.practice_id and claims.claim_id = events.claim_id
left join x12_submitted_known as sent_by
    on sent_by.practice_id = events.practice_id and sent_by.claim_id = events.claim_id
    and sent_by.service_date = events.service_date
left join spelled using (identity_key)
left join (
    select identity_key, min(payer_name) as payer_name
        from x12_ordered where source = '837' group by identity_key
) as sent_names using (identity_key)
asof left join submissions_known as sent
    on sent.practice_id = events.practice_id and sent.claim_id = events.claim_id
    and sent.service_date = events.service_date
    and if(events.source = '835', events.adjudicated_date, null) >= sent.submitted_date;
