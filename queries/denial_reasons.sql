-- question: Why is D9311 denied, and which denials can be won back?
-- definition: episodes, share, billed and cumulative_share go by the reason of the final denial;
--   first_episodes were first denied for this reason; recovered = those of them that are finally approved.
--   share = episodes / all finally denied episodes; cumulative_share adds it up in the order of the rows.
-- grain: one row per category and code, most first_episodes first, then episodes, category, code
-- not counted: void, unsent, rejected and capitated episodes; episodes denied neither first nor last
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: category, code
-- counts: episodes = outcome:denied;
--   first_episodes = outcome:counted + first:denied
-- mark: episodes
-- graded: 70 Denial reasons
-- needs: claims: adjustment_codes
-- filled: adjustment_codes
with alike as materialized (
    select
        denial_category, denial_code, first_denial_category, first_denial_code,
        outcome = 'denied' as is_denied,
        first_outcome = 'denied' as is_first_denied,
        count(*) as episodes,
        sum(billed) as billed,
        count(*) filter (where is_approved) as approved
    from counted_episodes($filters)
    where outcome = 'denied' or first_outcome = 'denied'
    group by all
),

denials as (
    select
        denial_category as category, denial_code as code,
        episodes as final_denials, billed, 0 as first_denials, 0 as wins
    from alike
    where is_denied
    union all
    select first_denial_category, first_denial_code, 0, 0, episodes, approved
    from alike
    where is_first_denied
),

sums as (
    select
        category,
        code,
        sum(final_denials)::bigint as episodes,
        sum(billed) as billed,
        sum(first_denials)::bigint as first_episodes,
        sum(wins)::bigint as recovered
    from denials
    group by category, code
),

running as (
    select
        *,
        sum(episodes) over () as all_episodes,
        sum(episodes) over (
            order by first_episodes desc, episodes desc, category nulls last, code nulls last
        ) as episodes_so_far
    from sums
)

select
    category,
    code,
    episodes,
    rate(episodes, all_episodes) as share,
    billed,
    rate(episodes_so_far, all_episodes) as cumulative_share,
    first_episodes,
    recovered
from running
order by first_episodes desc, episodes desc, category nulls last, code nulls last
