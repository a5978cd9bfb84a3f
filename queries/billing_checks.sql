-- question: Which billing checks fail, and do episodes that fail them fare worse?
-- definition: failed_rate = failed / applicable; with_fail_ and without_fail_ count the episodes by their
--   first outcome (what was known when the payer first decided) where the check failed or passed.
-- grain: one row per check
-- not counted: void and capitated episodes (unsent and rejected ones are); checks that do not apply to an
--   episode or whose columns the practice's export does not hold
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: check
-- counts: applicable = state:applicable;
--   passed = state:passed;
--   failed = state:failed;
--   with_fail_decided = state:failed + first:decided;
--   with_fail_denied = state:failed + first:denied;
--   without_fail_decided = state:passed + first:decided;
--   without_fail_denied = state:passed + first:denied
-- mark: failed
-- graded: 120 Billing checks
-- needs: claims
-- better with: attachment_sent, coverage_verified_date, submitted_date
with alike as (
    select
        checklist,
        coalesce(is_first_decided, false) as was_decided,
        coalesce(first_outcome = 'denied', false) as was_denied,
        count(*) as episodes
    from selected_episodes($filters)
    where is_checked(outcome)
    group by all
),

checked as (
    select was_decided, was_denied, episodes, columns('^check_')
    from alike
    join checklists using (checklist)
),

verdicts as (
    from checked
    unpivot (has_passed for check_column in (columns('^check_')))
),

sums as (
    select
        check_column[7:] as check_name,
        how_many(episodes, true) as applicable,
        how_many(episodes, has_passed) as passed,
        how_many(episodes, not has_passed) as failed,
        how_many(episodes, not has_passed and was_decided) as with_fail_decided,
        how_many(episodes, not has_passed and was_denied) as with_fail_denied,
        how_many(episodes, has_passed and was_decided) as without_fail_decided,
        how_many(episodes, has_passed and was_denied) as without_fail_denied
    from verdicts
    group by check_column
),

exported as (
    select "check" from exported_checks where practice_in_filter($filters, practice_id)
),

checks as (
    select unnest([
        'consulted_in_time', 'coverage_verified', 'evidence_sent', 'has_record', 'no_same_day_codes',
        'not_routine', 'separate_record', 'signed', 'written_in_time'
    ]) as check_name
)

select
    check_name as "check",
    check_name in (from exported) as exported,
    coalesce(applicable, 0) as applicable,
    coalesce(passed, 0) as passed,
    coalesce(failed, 0) as failed,
    rate(failed, applicable) as failed_rate,
    coalesce(with_fail_decided, 0) as with_fail_decided,
    coalesce(with_fail_denied, 0) as with_fail_denied,
    coalesce(without_fail_decided, 0) as without_fail_decided,
    coalesce(without_fail_denied, 0) as without_fail_denied
from checks
left join sums using (check_name)
order by check_name
