-- question: Which episodes stand behind every number?
-- definition: an episode is one billed consultation at one payer, however often it was sent; rule names
--   what decided it; patient is a pseudonym; an element or check is null where it does not apply or is not
--   exported.
-- grain: one row per episode
-- not counted: nothing; void, unsent, rejected and capitated episodes are listed too
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- graded: 110 Rows behind the numbers
-- needs: claims
with episodes_in_filter as (
    from selected_episodes($filters)
)

select
    episode_id,
    practice_id,
    payer,
    plan_name,
    provider_id,
    patient,
    service_date, first_submitted, first_decided, decided,
    outcome,
    rule,
    first_outcome,
    billed, allowed, paid, patient_responsibility,
    denial_category, denial_code,
    submissions,
    rework_open,
    conflict,
    same_day_codes,
    repeat_number,
    consultation_id, link,
    scenario_list as scenarios,
    first_denial_category, first_denial_code,
    group_code,
    other_payers_paid,
    element_reason, element_date, element_time, element_method, element_professional, element_outcome,
    element_record,
    strict,
    check_has_record, check_evidence_sent, check_coverage_verified, check_not_routine,
    check_no_same_day_codes, check_written_in_time, check_consulted_in_time, check_signed,
    check_separate_record
from episodes_in_filter
order by episode_id
