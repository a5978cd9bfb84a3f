-- question: Which checks does a claim fail before it is sent, and how often was each right?
-- grain: macros; sending_findings one row per episode and check that applies, sending_checks_of one per check
-- Whatever the filter but practices and access scope: a check is right or not for a practice.

-- Claims that fail it were denied more often than those that pass, beyond chance, on at least five that fail.
create or replace macro is_telling(failed_denied, failed, passed_denied, passed) as
    coalesce(failed >= 5 and newcombe_low(failed_denied, failed, passed_denied, passed) > 0, false);

create or replace macro sending_split(filters) as (
    select date_trunc('month', quantile_disc(coalesce(first_submitted, service_date), 2 / 3))::date
    from episodes_of_billings(filters)
    where counted and is_decided(first_outcome) and practice_in_filter(filters, practice_id)
);

-- The most days after an approved consultation at which the payer called the next one too many, as far as
-- claims sent before a day tell it (null: all of them).
create or replace macro repeat_limits(filters, known_before) as table
select practice_id, payer, max(days_since_approved) as limit_days
from episodes_of_billings(filters)
join repeats using (episode_id)
join refusals using (episode_id)
where counted and is_too_many and days_since_approved is not null
    and coalesce(coalesce(first_submitted, service_date) < known_before, true)
group by all;

create or replace macro sending_findings(filters, known_before) as table
with known as (
    select
        facts.*,
        coalesce(first_submitted, service_date) as sent_or_served,
        if(limit_days is null, null, coalesce(days_since_approved > limit_days, true)) as check_not_repeated
    from episodes_of_billings(filters) as facts
    left join repeats using (episode_id)
    left join repeat_limits(filters, known_before) using (practice_id, payer)
    where is_checked(outcome) and practice_in_filter(filters, practice_id)
)
select
    episode_id, outcome, first_outcome, sent_or_served, name,
    regexp_replace(name, '^(element|check)_', '') as "check", is_present
from known
unpivot (is_present for name in (columns('^(element|check)_')))
where not (is_late_record and reads_record(name));

create or replace macro sending_checks_of(filters) as table
with judged as (
    select name, "check", not is_present as is_failed, first_outcome = 'denied' as is_denied,
        sent_or_served >= sending_split(filters) as is_later
    from sending_findings(filters, sending_split(filters))
    where is_counted(outcome) and is_decided(first_outcome)
)
select
    "check",
    if(any_value(starts_with(name, 'element_')), 'element', 'check') as kind,
    count(*) filter (where not is_later and is_failed) as earlier_failed,
    count(*) filter (where not is_later and is_failed and is_denied) as earlier_failed_denied,
    count(*) filter (where not is_later and not is_failed) as earlier_passed,
    count(*) filter (where not is_later and not is_failed and is_denied) as earlier_passed_denied,
    is_telling(earlier_failed_denied, earlier_failed, earlier_passed_denied, earlier_passed) as is_on,
    count(*) filter (where is_later and is_failed) as flagged,
    count(*) filter (where is_later and is_failed and is_denied) as caught,
    flagged - caught as false_alarms,
    count(*) filter (where is_later and not is_failed and is_denied) as missed
from judged
group by "check";
