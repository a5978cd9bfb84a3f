-- question: Which episodes and consultations want an action, and which one?
-- grain: macros; work_episodes one row per episode, work_consultations one per consultation, that has a
-- kind of work; kinds holds all of them, the first naming it. Whatever the period: work does not end with it.
-- work_marks: one row per episode; what is asked of a billing is asked of its main episode.
create or replace table work_marks as
select
    episode_id, is_main,
    is_main and billing_id in (select billing_id from ambiguous_links) as is_ambiguous,
    episode_id in (select episode_id from finding_rows where rule = 'taken_back_outside')
        as is_taken_back_outside
from linked_episodes;

create or replace macro work_episodes(filters) as table
with known as (
    select
        facts.*,
        rule = 'taken_back' or is_taken_back_outside as is_taken_back,
        is_main and coalesce(ledger_bucket = 'billed without record', false) as is_without_record,
        is_ambiguous,
        is_returned(outcome, rework_open, appealed, denied_not_appealed) as is_returned
    from episodes_with_conditions(filters) as facts
    join work_marks using (episode_id)
    semi join (from selected_episodes_any_date(filters)) using (episode_id)
)
select
    *,
    list_filter([
        if(is_denied_not_appealed, 'denied', null),
        if(is_returned, 'rejected', null),
        if(outcome = 'unsent', 'not sent', null),
        if(counted and is_taken_back, 'taken back', null),
        if(counted and waits_too_long(is_awaiting, threshold_days, is_overdue, is_open_over_60_days),
            'waiting too long', null),
        if(outcome = 'exhausted', 'exhausted', null),
        if(is_below_fee, 'underpaid', null),
        if(is_ambiguous, 'ambiguous link', null),
        if(is_without_record, 'billed without record', null)
    ], lambda one: one is not null) as kinds
from known
where len(kinds) > 0;

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
left join likely_payers using (practice_id, consultation_id)
where ledger_bucket = 'consulted, never billed';
