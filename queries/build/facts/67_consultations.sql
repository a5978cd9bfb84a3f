-- question: What is known of each consultation in the chart, whatever the filter?
-- grain: one row per current consultation
-- Of its main episode stand here the payer and the days that a filter asks for; of its billing (billing_)
-- what all payers decided and brought; of a planned procedure what followed (has_plan). is_outside: the
-- practice's claims do not tell what it brought; yield_paid, yield_share: null where they lack the column;
-- is_plan_covered: they reach as far after it as a treatment counts.
create or replace table consultations as
select
    notes.*,
    row_number() over (order by notes.practice_id, notes.consultation_id) as consultation_number,
    array_to_string(list_sort(notes.scenarios), ';') as scenario_list,
    (
        record_number(
            notes.element_reason, notes.element_date, notes.element_time, notes.element_method,
            notes.element_professional, notes.element_outcome, notes.element_record, notes.strict
        ) * 59049
    )::integer as checklist,
    episodes.payer,
    episodes.payer_key,
    coalesce(notes.provider_id, episodes.provider_id) as filter_provider_id,
    coalesce(notes.consultation_date, episodes.service_date) as basis_service_date,
    episodes.first_submitted as episode_submitted,
    episodes.decided as episode_decided,
    likely.likely_payer_key,
    likely.likely_payer,
    coalesce(sums.is_claimed, false) as billing_is_claimed,
    if(billing_is_claimed, sums.billed, 0) as billing_billed,
    if(billing_is_claimed, sums.paid, 0) as billing_paid,
    if(billing_is_claimed, sums.is_undecided, null) as billing_is_undecided,
    coalesce(sums.first_decided, 0) as billing_first_decided,
    coalesce(sums.first_denied, 0) as billing_first_denied,
    coalesce(sums.decided, 0) as billing_decided,
    coalesce(sums.approved, 0) as billing_approved,
    exported.practice_id is null or notes.ledger_base = 'consulted, outside the claims export' as is_outside,
    if(exported.has_paid, if(billing_is_claimed, coalesce(sums.paid_by_all, 0), 0), null) as yield_paid,
    if(exported.has_patient_share, if(billing_is_claimed, sums.patient_share, 0), null) as yield_share,
    if(notes.duration_minutes > 0, notes.duration_minutes, null) as minutes,
    follow_ups.consultation_id is not null as has_plan,
    coalesce(notes.consultation_date + treatment_days() <= spans.last_service_date, false) as is_plan_covered,
    follow_ups.days_to_treatment,
    follow_ups.treatments,
    follow_ups.treatments_billed,
    follow_ups.treatments_paid,
    late.late_elements, late.late_first_written, late.late_changed, late.late_signed
from known_consultations as notes
left join known_episodes as episodes on episodes.episode_id = notes.episode_id
left join late_elements as late on late.episode_id = notes.episode_id
left join likely_payers as likely
    on likely.practice_id = notes.practice_id and likely.consultation_id = notes.consultation_id
left join billing_sums as sums on sums.billing_id = notes.billing_id
left join exported_amounts as exported on exported.practice_id = notes.practice_id
left join practice_spans as spans on spans.practice_id = notes.practice_id
left join follow_ups
    on follow_ups.practice_id = notes.practice_id and follow_ups.consultation_id = notes.consultation_id;
