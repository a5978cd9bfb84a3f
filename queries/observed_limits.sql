-- question: How soon after an approved consultation does a payer call the next one too many?
-- definition: episodes that follow an approved one of the same patient at the same payer in the same practice
--   on an earlier day (on all data), by days from the last such day: followed = approved, denied or exhausted
--   ones; too_many = exhausted, or denied in the category frequency_maximum, with the fewest and most days;
--   the same for approved ones; _same_year = of these, in the calendar year of the one before; codes = what
--   too_many gave. An observation, not the payer's rule.
-- grain: one row per payer with at least one such episode
-- not counted: void, unsent, rejected, capitated, duplicate and undecided episodes; a patient's first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer
-- counts: followed = after:approved + outcome:adjudicated;
--   approved = after:approved + outcome:approved;
--   too_many = after:approved + flag:refused as too many;
--   denied_otherwise = after:approved + flag:denied, not as too many
with followed as (
    select
        payer,
        outcome,
        is_approved,
        coalesce(is_too_many, false) as is_too_many,
        limit_code,
        days_since_approved as days,
        year(service_date) = year(approved_before) as is_same_year
    from counted_episodes($filters)
    where approved_before is not null and is_adjudicated(outcome)
)

select
    payer,
    count(*) as followed,
    count(*) filter (where is_too_many) as too_many,
    min(days) filter (where is_too_many) as too_many_fewest_days,
    max(days) filter (where is_too_many) as too_many_most_days,
    count(*) filter (where is_too_many and is_same_year) as too_many_same_year,
    count(*) filter (where is_approved) as approved,
    min(days) filter (where is_approved) as approved_fewest_days,
    max(days) filter (where is_approved) as approved_most_days,
    count(*) filter (where is_approved and is_same_year) as approved_same_year,
    count(*) filter (where outcome = 'denied' and not is_too_many) as denied_otherwise,
    array_to_string(list_sort(list(distinct limit_code) filter (where limit_code is not null)), ';') as codes
from followed
group by payer
order by payer nulls last
