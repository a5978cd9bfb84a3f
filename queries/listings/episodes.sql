-- question: Which episodes are behind a number, and which of them need work first?
-- definition: in_period: in every filter, in_any_period: in every filter but the dates, of_consultations: of
--   a billing whose consultation is in the filter; attention: the first that fits of denied and not appealed,
--   open over 60 days, slower than 9 of 10, billed without record, open; is_overdue: as in overdue_claims;
--   late_elements: what of the record came after the payer's first decision, and how.
-- grain: one row per episode in the user's scope; worklist order:
--   what needs work first, then dollars, then age
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with populations as (
    select
        episode_id,
        bool_or(in_period) as in_period,
        bool_or(any_period) as any_period,
        bool_or(linked) as linked
    from (
        select episode_id, true as in_period, false as any_period, false as linked
        from selected_episodes($filters)
        union all
        select episode_id, false, true, false from selected_episodes_any_date($filters)
        union all
        select episode_id, false, false, true from episodes_of_billings($filters)
        semi join (from selected_consultations($filters)) using (billing_id)
    )
    group by episode_id
)

select
    item_of(episode_id, null, null) as item_id, episode_id, claim_ids, practice_id,
    practice as practice_name, payer, plan_name, provider_id,
    provider_name, patient, basis_date, service_date, first_submitted, first_decided, decided, outcome, rule,
    first_outcome, billed, allowed, paid, patient_responsibility, other_payers_paid,
    if(outcome = 'denied', amount_denied(denial_amount, billed), null) as denied_amount,
    denial_category, denial_code, first_denial_category, first_denial_code, group_code,
    billing_id, submissions, rework_open, conflict, nullif(same_day_codes, '') as same_day_codes,
    repeat_number, consultation_id, link, scenario_list as scenarios,
    ledger_bucket, element_reason, element_date, element_time, element_method, element_professional,
    element_outcome, element_record, strict,
    check_has_record, check_evidence_sent, check_coverage_verified, check_not_routine,
    check_no_same_day_codes, check_written_in_time, check_consulted_in_time, check_signed,
    check_separate_record, is_late_record, late_elements, late_first_written, late_changed, late_signed,
    in_period, any_period, linked as of_consultations, counted,
    is_checked, outcome_groups, first_outcome_groups, age_days, age_band, is_billed, is_open,
    is_open_over_60_days, is_awaiting, is_overdue, has_waited, has_waited_and_decided, is_timed, is_paid,
    is_not_paid,
    is_denied_not_on_code, is_denied_not_appealed, is_ever_denied, is_appealed, is_appeal_decided,
    is_appeal_overturned, is_reworked, allowed_known, expected_fee, is_allowed_known, is_fee_known,
    is_below_fee, nth, days_since_approved, is_refused_as_too_many, is_denied_otherwise, findings, attention
from populations
join episodes_with_conditions($filters) using (episode_id)
join (select practice_id, practice from practices) using (practice_id)
left join (
    select episode_id, string_agg(distinct rule, ';' order by rule) as findings
    from finding_rows
    group by episode_id
) using (episode_id)
order by
    list_position(
        ['denied, not appealed', 'open over 60 days', 'slower than 9 of 10', 'billed without record', 'open'],
        attention
    ) nulls last,
    billed desc nulls last, age_days desc, episode_id
