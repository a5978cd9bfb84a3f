-- question: Which claims should be looked at before the payer decides, and for what?
-- definition: failed = the checks of sending_checks that it fails and that are on, joined by semicolons;
--   failed_off = those that it fails and that have not shown that they tell; breaks = the payer's rules of
--   payer_rules.csv that it would break: attachment required and none sent; narrative required and no record,
--   or one without reason or outcome; over the number allowed: as many approved ones of the same patient,
--   dentist or practice on that day, in the calendar year up to it, or ever before, as the limit allows.
-- grain: one row per episode that is not sent, turned away or waits for its first decision; what breaks a
--   rule or fails a check that is on first, then by dollars
-- not counted: void, capitated and decided episodes
-- $filters: practices, payers, providers, scenarios, as-of date, access scope; not the dates
-- graded: 124 Before sending
-- needs: claims
with waiting as materialized (
    select
        episode_id, practice_id, payer, service_date, first_submitted, outcome, billed, provider_id,
        claim_ids, if(is_checked(outcome), checklist, null) as checklist,
        is_not_repeated(days_since_approved, limit_days) as is_not_repeated
    from selected_episodes_any_date($filters)
    left join repeat_limits($filters, null) using (practice_id, payer)
    where waits_to_be_sent(outcome) or awaits_first_decision(outcome, first_outcome, first_submitted)
),

-- those whose answers are alike fail the same checks
answered as (
    select
        checklist, is_not_repeated, is_late_record, is_not_repeated as check_not_repeated,
        columns('^(element|check)_')
    from (select distinct checklist, is_not_repeated from waiting)
    join checklists using (checklist)
),

findings as (
    select checklist, is_not_repeated, name_of_check(name) as "check"
    from answered
    unpivot (is_present for name in (columns('^(element|check)_')))
    where not is_present and not (is_late_record and reads_record(name))
),

failed as (
    select
        checklist,
        is_not_repeated,
        string_agg("check", ';' order by "check") filter (where coalesce(is_on, false)) as failed,
        string_agg("check", ';' order by "check") filter (where not coalesce(is_on, false)) as failed_off
    from findings
    left join sending_checks_of($filters) using ("check")
    group by checklist, is_not_repeated
),

broken as (
    select episode_id, string_agg(rule, ';' order by rule) as breaks
    from broken_rules($filters)
    group by episode_id
)

select
    episode_id, practice_id, payer, claim_ids, service_date, first_submitted, outcome, billed, breaks, failed,
    failed_off, provider_id
from waiting
left join broken using (episode_id)
left join failed
    on failed.checklist = waiting.checklist
    and failed.is_not_repeated is not distinct from waiting.is_not_repeated
order by breaks is null and failed is null, billed desc nulls last, episode_id
