-- question: What do its own rows, its record and its link say of each D9311 episode?
-- grain: one row per billed consultation at one payer, however often it was sent
create or replace temp table known_episodes as
select
    ids.episode_id, facts.practice_id, facts.payer, facts.plan_name, facts.provider_id,
    facts.patient_id as patient,
    facts.service_date, facts.first_submitted, facts.first_decided,
    if(outcomes.is_adjudicated or outcomes.outcome = 'indeterminate', outcomes.outcome_date, null) as decided,
    outcomes.outcome,
    outcomes.rule,
    if(facts.is_appeal_on_row, 'denied', firsts.outcome) as first_outcome,
    facts.billed,
    if(exported.has_allowed, if(outcomes.is_adjudicated, coalesce(givers.allowed, 0), 0), null) as allowed,
    if(exported.has_paid, facts.paid + outcomes.appeal_won_amount, null) as paid,
    if(outcomes.is_adjudicated, givers.patient_responsibility, null) as patient_responsibility,
    if(outcomes.outcome = 'denied', givers.denial_category, null) as denial_category,
    if(outcomes.outcome = 'denied', givers.denial_code, null) as denial_code,
    facts.submissions,
    outcomes.outcome = 'denied' and (
        coalesce(outcomes.last_open_position > outcomes.outcome_position, false)
        or (
            (givers.status_kind = 'appealed' or givers.appeal_filed_date is not null)
            and coalesce(givers.appeal_outcome, 'pending') = 'pending'
        )
    ) as rework_open,
    facts.conflict,
    same_days.same_day_codes,
    row_number() over (
        partition by facts.practice_id, facts.patient_id order by facts.service_date, ids.episode_id
    ) as repeat_number,
    linked.consultation_id,
    linked.link,
    consultation_scenarios.scenarios,
    if(first_outcome = 'denied', firsts.denial_category, null) as first_denial_category,
    if(first_outcome = 'denied', firsts.denial_code, null) as first_denial_code,
    if(outcomes.outcome = 'denied', givers.group_code, null) as group_code,
    if(exported.has_paid, coalesce(other_payments.paid, 0), null) as other_payers_paid,
    elements.element_reason, elements.element_date, elements.element_time, elements.element_method,
    elements.element_professional, elements.element_outcome, elements.element_record, elements.strict,
    checks.check_has_record, checks.check_evidence_sent, checks.check_coverage_verified,
    checks.check_not_routine, checks.check_no_same_day_codes, checks.check_written_in_time,
    checks.check_consulted_in_time, checks.check_signed, checks.check_separate_record, checks.is_late_record,
    ids.episode_number,
    linked.billing_id,
    facts.root_claim_id,
    facts.ordinal,
    facts.payer_key,
    facts.provider_name,
    is_counted(outcomes.outcome) as counted,
    appeals.ever_denied, appeals.appealed, appeals.appeal_is_decided, appeals.appeal_overturned,
    appeals.reworked, appeals.rework_paid, appeals.recovered, appeals.days_to_appeal,
    outcomes.outcome = 'denied' and not appeals.appealed and not rework_open
        and not list_contains(givers.codes, 'MA130') as denied_not_appealed
from episode_facts as facts
join episode_ids as ids on ids.episode_number = facts.episode_number
join episode_outcomes as outcomes on outcomes.episode_number = facts.episode_number
join exported_amounts as exported on exported.practice_id = facts.practice_id
join linked_episodes as linked on linked.episode_number = facts.episode_number
join appeal_facts as appeals on appeals.episode_number = facts.episode_number
join check_findings as checks on checks.episode_number = facts.episode_number
left join episode_rows as givers
    on givers.episode_number = facts.episode_number and givers.position = outcomes.outcome_position
    and not givers.dropped
left join episode_rows as firsts
    on firsts.episode_number = facts.episode_number and firsts.position = outcomes.first_adjudicated_position
    and not firsts.dropped
left join same_days
    on same_days.practice_id = facts.practice_id
    and same_days.patient_id = facts.patient_id
    and same_days.service_date = facts.service_date
left join other_payments on other_payments.episode_number = facts.episode_number
left join element_findings as elements
    on elements.practice_id = facts.practice_id and elements.consultation_id = linked.consultation_id
left join consultation_scenarios
    on consultation_scenarios.practice_id = facts.practice_id
    and consultation_scenarios.consultation_id = linked.consultation_id;
