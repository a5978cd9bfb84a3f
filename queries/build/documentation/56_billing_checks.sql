-- question: Which billing checks does each episode pass?
-- grain: one row per episode; null where a check does not apply or its columns are not exported
create or replace temp table check_findings as
with exported as (
    select
        practice_id,
        bool_or("check" = 'evidence_sent') as has_evidence,
        bool_or("check" = 'coverage_verified') as has_coverage,
        bool_or("check" = 'not_routine') as has_routine,
        bool_or("check" = 'written_in_time') as has_written,
        bool_or("check" = 'signed') as has_signed
    from exported_checks
    group by practice_id
),
claims_with_several as (
    select
        facts.practice_id,
        facts.root_claim_id,
        count(*) as episodes,
        count(linked.consultation_id) as with_record
    from episode_facts as facts
    join linked_episodes as linked on linked.episode_number = facts.episode_number
    where linked.outcome <> 'void'
    group by facts.practice_id, facts.root_claim_id
)
select
    linked.episode_number,
    linked.consultation_id is not null as check_has_record,
    if(exported.has_evidence, sent.evidence_sent, null) as check_evidence_sent,
    case
        when not exported.has_coverage then null
        when sent.coverage_verified_date is null then false
        else sent.coverage_verified_date <= facts.first_submitted
    end as check_coverage_verified,
    if(exported.has_routine, not notes.routine_referral, null) as check_not_routine,
    same_days.same_day_codes is null as check_no_same_day_codes,
    case
        when not exported.has_written or facts.first_submitted is null then null
        else notes.recorded_at::date <= facts.first_submitted
            and coalesce(notes.recorded_at::date - notes.consultation_date <= 7, true)
    end as check_written_in_time,
    linked.link <> 'after' as check_consulted_in_time,
    case
        when not exported.has_signed or linked.consultation_id is null then null
        when notes.signed_at is null then false
        when facts.first_submitted is null then null
        when notes.signed_by is null then false
        else notes.signed_at::date <= facts.first_submitted
    end as check_signed,
    if(
        claims.episodes > 1 and linked.outcome <> 'void',
        linked.consultation_id is not null or claims.with_record = 0,
        null
    ) as check_separate_record,
    -- what was written after the payer decided tells nothing of what the payer saw
    coalesce(notes.recorded_at::date > facts.first_decided, false) as is_late_record
from linked_episodes as linked
join episode_facts as facts on facts.episode_number = linked.episode_number
join exported on exported.practice_id = facts.practice_id
join sent_before_decision as sent on sent.episode_number = linked.episode_number
left join current_consultations as notes
    on notes.practice_id = facts.practice_id and notes.consultation_id = linked.consultation_id
left join same_days
    on same_days.practice_id = facts.practice_id
    and same_days.patient_id = facts.patient_id
    and same_days.service_date = facts.service_date
left join claims_with_several as claims
    on claims.practice_id = facts.practice_id and claims.root_claim_id = facts.root_claim_id;
