-- question: What wants an action, what comes next, until when, and what will it bring?
-- definition: every episode or consultation that wants an action, under its first kind (kinds: all of them):
--   denied (not appealed, nothing sent again), rejected (turned away, or returned unread: MA130), not sent,
--   taken back, waiting too long (beyond the time in which 9 of 10 of the payer's claims are decided; where
--   that is not known, or after a denial, 60 days), exhausted, underpaid (allowed below fees.csv), ambiguous
--   link, billed without record, never billed. deadline: only where payer_rules.csv gives the days;
--   days_left from the as-of date, 0 on the last day. at_stake = the median allowed amount of the practice's
--   approved episodes at the payer (underpaid: what is missing to the fee; never billed: else of all payers),
--   else the fee of fees.csv. likely_payer: the only one that the patient's claims within 365 days name.
--   expected_dollars = at_stake x the share won before: of denials, of those that were worked and decided,
--   by payer and category; of what is rejected, not sent, waiting or never billed, of first decisions, by
--   payer; both shrunk (ten claims' weight) towards the category, then all; basis: the nearest of these
--   that has any;
--   expected_low and expected_high: its 95% interval; blank for other kinds, whose like nobody counts.
--   Order: what is due within 14 days by its deadline; then by expected dollars; last what can no longer
--   be appealed or filed.
-- grain: one row per episode or consultation
-- not counted: what waits within its time; denials whose appeal was upheld; what nothing asks an action of
-- $filters: practices, payers, providers, scenarios, as-of date, access scope; not the dates
-- finish: recovery.worklist
with histories as materialized (
    from work_history($filters)
),

allowed as materialized (
    from typical_allowed($filters)
),

worth as (
    select
        items.*,
        case
            when kind = 'underpaid' then expected_fee - allowed_known
            when kind in ('denied', 'rejected', 'not sent', 'taken back', 'waiting too long', 'never billed')
                then coalesce(own.allowed, of_all.allowed, expected_fee)
        end as at_stake,
        case
            when kind = 'denied' then 'denied'
            when kind in ('rejected', 'not sent', 'waiting too long', 'never billed') then 'first decision'
        end as history,
        if(kind = 'denied', items.category, null) as history_category
    from work_items($filters) as items
    left join allowed as own
        on own.practice_id = items.practice_id and own.payer = history_payer and not own.is_of_all
    left join allowed as of_all
        on of_all.practice_id = items.practice_id and of_all.is_of_all and kind = 'never billed'
)

select
    item_id, kind, worth.practice_id, worth.payer, claim_id, patient, service_date, billed, worth.category,
    code, group_code,
    next_step, missing, deadline, days_left, if(deadline is null, null, deadline_source) as deadline_source,
    age_days, array_to_string(kinds, ';') as kinds, route, at_stake, is_new,
    has_record and missing <> '' and kind in ('denied', 'rejected', 'not sent', 'never billed')
        as can_be_completed,
    if(list_contains(kinds, 'billed without record'), paid, null) as exposed, provider_id, worth.episode_id,
    consultation_id, is_due_this_week(days_left) as is_due_this_week,
    is_deadline_past(days_left) as is_past_deadline,
    case when is_deadline_near(days_left) then 0 when is_deadline_past(days_left) then 2 else 1 end as band,
    of_payer.won as payer_won, of_payer.tried as payer_tried,
    of_category.won as category_won, of_category.tried as category_tried,
    of_all.won as all_won, of_all.tried as all_tried, worth.history, likely_payer,
    if(likely_payer is not null, likely_payer_basis(), if(kind = 'denied', 'payer and category', 'payer'))
        as payer_basis
from worth
left join histories as of_payer
    on of_payer.level = 'payer' and of_payer.practice_id = worth.practice_id
    and of_payer.history = worth.history and of_payer.payer = history_payer
    and of_payer.category is not distinct from worth.history_category
left join histories as of_category
    on of_category.level = 'category' and of_category.practice_id = worth.practice_id
    and of_category.history = worth.history
    and of_category.category is not distinct from worth.history_category
left join histories as of_all
    on of_all.level = 'all' and of_all.practice_id = worth.practice_id and of_all.history = worth.history
