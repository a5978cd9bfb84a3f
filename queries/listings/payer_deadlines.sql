-- question: Until when may a denied claim be appealed and an unsent one be filed?
-- definition: appeal = denied, not appealed, no resend open and no MA130: the day of the decision plus the
--   payer's appeal_days; file = unsent or turned away: the day of service plus timely_filing_days. Only where
--   payer_rules.csv gives the days; last_day is null where the decision has no date. days_left counts from
--   the as-of date, 0 on the last day. The period is ignored: a deadline runs whatever is looked at.
-- grain: one row per episode; open windows first, the soonest first,
--   then those without a date, then closed ones
-- $filters: practices, payers, providers, scenarios, as-of date, access scope
with windows as (
    select
        episodes.*,
        if(outcome = 'denied', 'appeal', 'file') as to_do,
        if(
            outcome = 'denied', last_day_to_appeal(decided, limits.appeal_days),
            last_day_to_file(service_date, limits.timely_filing_days)
        ) as last_day,
        last_day - as_of_date($filters) as days_left
    from selected_episodes_any_date($filters) as episodes
    join payer_limits as limits on limits.payer_key = episodes.payer_key
    where (denied_not_appealed and limits.appeal_days is not null)
        or (waits_to_be_sent(outcome) and limits.timely_filing_days is not null)
)

select
    last_day, days_left, to_do, episode_id, payer, plan_name, service_date,
    decided, outcome, billed, denial_category, denial_code, group_code
from windows
order by
    case when days_left >= 0 then 0 when days_left is null then 1 else 2 end,
    last_day, billed desc, episode_id
