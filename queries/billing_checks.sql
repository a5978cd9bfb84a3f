-- question: Which billing checks fail, and do episodes that fail them fare worse?
-- definition: failed_rate = failed / applicable; with_fail_ and without_fail_ count the episodes by their
--   first outcome (what was known when the payer first decided) where the check failed or passed.
-- grain: one row per check
-- not counted: void and capitated episodes (unsent and rejected ones are); checks that do not apply to an
--   episode or whose columns the practice's export does not hold
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with checked as (
    select
        episode_id, first_outcome, check_has_record as has_record, check_evidence_sent as evidence_sent,
        check_coverage_verified as coverage_verified, check_not_routine as not_routine,
        check_no_same_day_codes as no_same_day_codes, check_written_in_time as written_in_time,
        check_consulted_in_time as consulted_in_time, check_signed as signed,
        check_separate_record as separate_record
    from selected_episodes($filters)
    where outcome not in ('void', 'capitated')
),

verdicts as (
    from checked
    unpivot include nulls (
        has_passed for check_name in (
            has_record, evidence_sent, coverage_verified, not_routine, no_same_day_codes, written_in_time,
            consulted_in_time, signed, separate_record
        )
    )
),

sums as (
    select
        check_name,
        count(has_passed) as applicable,
        count(*) filter (where has_passed) as passed,
        count(*) filter (where not has_passed) as failed,
        count(*) filter (where not has_passed and is_decided(first_outcome)) as with_fail_decided,
        count(*) filter (where not has_passed and first_outcome = 'denied') as with_fail_denied,
        count(*) filter (where has_passed and is_decided(first_outcome)) as without_fail_decided,
        count(*) filter (where has_passed and first_outcome = 'denied') as without_fail_denied
    from verdicts
    group by check_name
),

checks as (
    select unnest([
        'consulted_in_time', 'coverage_verified', 'evidence_sent', 'has_record', 'no_same_day_codes',
        'not_routine', 'separate_record', 'signed', 'written_in_time'
    ]) as check_name
)

select
    check_name as "check",
    check_name in (select "check" from exported_checks where practice_in_filter($filters, practice_id)) as exported,
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
