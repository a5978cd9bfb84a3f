-- question: Which episodes are behind a number, and which of them need work first?
-- definition: in_period: in every filter, in_any_period: in every filter but the dates, of_consultations: of a
--   billing whose consultation is in the filter; attention: the first that fits of denied and not appealed, open
--   over 60 days, slower than 9 of 10, billed without record, open; is_overdue: as in overdue_claims.
-- grain: one row per episode in the user's scope; worklist order: what needs work first, then dollars, then age
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with populations as (
    select episode_id, bool_or(in_period) as in_period, bool_or(any_period) as any_period, bool_or(linked) as linked
    from (
        select episode_id, true as in_period, false as any_period, false as linked from selected_episodes($filters)
        union all
        select episode_id, false, true, false from selected_episodes_any_date($filters)
        union all
        select episode_id, false, false, true from episodes_of_billings($filters)
        semi join (from selected_consultations($filters)) using (billing_id)
    )
    group by episode_id
),

known as (
    select
        *,
        counted and (outcome = 'pending' or (outcome = 'denied' and rework_open)) as is_open,
        as_of_date($filters) - coalesce(first_submitted, service_date) as age_days
    from populations
    join episodes_of_billings($filters) using (episode_id)
    join (select practice_id, practice from practices) using (practice_id)
    left join claim_numbers using (episode_id)
    left join (select billing_id, bucket as ledger_bucket from unlinked_billings) using (billing_id)
    left join slow_thresholds($filters) using (payer)
    left join expected_fees using (episode_id)
    left join repeats using (episode_id)
    left join refusals using (episode_id)
    left join (
        select episode_id, string_agg(distinct rule, ';' order by rule) as findings from finding_rows group by episode_id
    ) using (episode_id)
)

select
    episode_id, claim_ids, practice_id, practice as practice_name, payer, plan_name, provider_id, provider_name, patient,
    case ($filters).date_basis
        when 'submitted' then first_submitted when 'decided' then decided else service_date
    end as basis_date,
    service_date, first_submitted, first_decided, decided, outcome, rule, first_outcome,
    billed, allowed, paid, patient_responsibility, other_payers_paid,
    denial_category, denial_code, first_denial_category, first_denial_code, group_code,
    billing_id, submissions, rework_open, conflict, nullif(same_day_codes, '') as same_day_codes, repeat_number,
    consultation_id, link, array_to_string(list_sort(scenarios), ';') as scenarios, ledger_bucket,
    element_reason, element_date, element_time, element_method, element_professional, element_outcome,
    element_record, strict,
    check_has_record, check_evidence_sent, check_coverage_verified, check_not_routine, check_no_same_day_codes,
    check_written_in_time, check_consulted_in_time, check_signed, check_separate_record, is_late_record,
    in_period, any_period, linked as of_consultations, counted, is_open, age_days,
    counted and awaits_first_decision(outcome, first_outcome, first_submitted)
        and coalesce(age_days > threshold_days, false) as is_overdue,
    counted and (is_decided(outcome) or outcome = 'exhausted') and paid > 0 as is_paid,
    ever_denied, appealed, appeal_is_decided, appeal_overturned, reworked, denied_not_appealed,
    known_allowed(outcome, rule, allowed) as allowed_known, expected_fee, nth, days_since_approved,
    coalesce(is_too_many, false) as is_too_many, findings,
    case
        when denied_not_appealed and counted then 'denied, not appealed'
        when is_open and age_days > 60 then 'open over 60 days'
        when is_overdue then 'slower than 9 of 10'
        when ledger_bucket = 'billed without record' then 'billed without record'
        when is_open then 'open'
    end as attention
from known
order by
    list_position(
        ['denied, not appealed', 'open over 60 days', 'slower than 9 of 10', 'billed without record', 'open'],
        attention
    ) nulls last,
    billed desc nulls last, age_days desc, episode_id
