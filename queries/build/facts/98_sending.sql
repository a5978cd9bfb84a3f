-- question: Which checks does a claim fail before it is sent, and how often was each right?
-- grain: macros; repeat_limits one row per practice and payer, sending_checks_of one per check
-- Whatever the filter but practices and access scope: a check is right or not for a practice.

-- Claims that fail it were denied more often than those that pass, beyond chance, on at least five that fail.
create or replace macro is_telling(failed_denied, failed, passed_denied, passed) as
    coalesce(failed >= 5 and newcombe_low(failed_denied, failed, passed_denied, passed) > 0, false);

create or replace macro sending_split(filters) as (
    select date_trunc('month', quantile_disc(coalesce(first_submitted, service_date), 2 / 3))::date
    from episodes_of_billings(filters)
    where counted and is_first_decided and practice_in_filter(filters, practice_id)
);

-- The most days after an approved consultation at which the payer called the next one too many, as far as
-- claims sent before a day tell it (null: all of them).
create or replace macro repeat_limits(filters, known_before) as table
select practice_id, payer, max(days_since_approved) as limit_days
from episodes_of_billings(filters)
where counted and is_too_many and days_since_approved is not null
    and coalesce(coalesce(first_submitted, service_date) < known_before, true)
group by all;

-- Null where the payer called none too many.
create or replace macro is_not_repeated(days_since_approved, limit_days) as
    if(limit_days is null, null, coalesce(days_since_approved > limit_days, true));

create or replace macro sending_checks_of(filters) as table
with split as (
    select sending_split(filters) as later_from
),
-- episodes that are alike in all that is asked of them are told apart no further: they are few
alike as (
    select
        facts.checklist, first_outcome = 'denied' as is_denied,
        coalesce(first_submitted, service_date) >= later_from as is_later,
        is_not_repeated(days_since_approved, limit_days) as check_not_repeated, count(*) as episodes
    from episodes_of_billings(filters) as facts
    cross join split
    left join repeat_limits(filters, (select max(later_from) from split)) using (practice_id, payer)
    where counted and is_first_decided and practice_in_filter(filters, practice_id)
    group by all
),
answers as (
    select is_denied, is_later, is_late_record, episodes, columns('^(element|check)_')
    from alike
    join checklists using (checklist)
),
judged as (
    select name, name_of_check(name) as "check", not is_present as is_failed, is_denied, is_later, episodes
    from answers
    unpivot (is_present for name in (columns('^(element|check)_')))
    where not (is_late_record and reads_record(name))
)
select
    "check",
    if(any_value(starts_with(name, 'element_')), 'element', 'check') as kind,
    how_many(episodes, not is_later and is_failed) as earlier_failed,
    how_many(episodes, not is_later and is_failed and is_denied) as earlier_failed_denied,
    how_many(episodes, not is_later and not is_failed) as earlier_passed,
    how_many(episodes, not is_later and not is_failed and is_denied) as earlier_passed_denied,
    is_telling(earlier_failed_denied, earlier_failed, earlier_passed_denied, earlier_passed) as is_on,
    how_many(episodes, is_later and is_failed) as flagged,
    how_many(episodes, is_later and is_failed and is_denied) as caught,
    flagged - caught as false_alarms,
    how_many(episodes, is_later and not is_failed and is_denied) as missed
from judged
group by "check";
