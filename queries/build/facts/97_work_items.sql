-- question: Which episodes and consultations want an action, and which one?
-- grain: macros; work_episodes one row per episode, work_consultations one per consultation, that has a
-- kind of work; kinds holds all of them, the first naming it. Whatever the period: work does not end with it.
-- taken_back_outside: the episodes of such a finding, by their numbers.
create or replace table taken_back_outside as
select distinct episodes.episode_number
from episodes
join finding_rows as found on found.episode_id = episodes.episode_id and found.rule = 'taken_back_outside';

create or replace macro work_episodes(filters) as table
with known as (
    select
        *,
        is_returned(outcome, rework_open, appealed, denied_not_appealed) as is_returned,
        outcome = 'unsent' as is_unsent,
        counted and (
            rule = 'taken_back' or episode_number in (select episode_number from taken_back_outside)
        ) as is_taken_back,
        counted and waits_too_long(is_awaiting, threshold_days, is_overdue, is_open_over_60_days)
            as has_waited_too_long,
        outcome = 'exhausted' as is_exhausted,
        is_main and coalesce(ledger_bucket = 'billed without record', false) as is_without_record
    from episodes_with_conditions(filters)
    where is_chosen(filters, practice_id, payer_key, provider_id, scenarios)
        and in_import(filters, episode_number)
)
select
    *,
    list_filter([
        if(is_denied_not_appealed, 'denied', null),
        if(is_returned, 'rejected', null),
        if(is_unsent, 'not sent', null),
        if(is_taken_back, 'taken back', null),
        if(has_waited_too_long, 'waiting too long', null),
        if(is_exhausted, 'exhausted', null),
        if(is_below_fee, 'underpaid', null),
        if(is_ambiguous, 'ambiguous link', null),
        if(is_without_record, 'billed without record', null)
    ], lambda one: one is not null) as kinds
from known
where is_denied_not_appealed or is_returned or is_unsent or is_taken_back or has_waited_too_long
    or is_exhausted or is_below_fee or is_ambiguous or is_without_record;

-- A placeholder is no claim number, unless a claim has it (outcomes.md, section 2).
create or replace macro named_claim(named) as if(
    lower(named) in (select word from placeholders) and named not in (select claim_id from noted_claims),
    null, named
);

create or replace macro work_consultations(filters) as table
select
    * replace (named_claim(claim_id) as claim_id),
    as_of_date(filters) - consultation_date as age_days
from selected_consultations_any_date(filters)
where ledger_bucket_of(filters, ledger_base, consultation_date) = 'consulted, never billed';
