-- question: Which codes billed on the day of the consultation go with denials?
-- definition: denial_rate = denied / decided of the episodes that the code accompanies; an episode with two
--   codes counts in both, so rows may add up to more than all. Shown as "review", never "violation".
-- grain: one row per same-day code that has episodes, and a row none (no such code on the day)
-- not counted: void, unsent, rejected and capitated episodes
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: code -> same_day
-- graded: 100 Same-day codes
-- needs: claims
with alike as (
    select
        coalesce(nullif(same_day_codes, ''), 'none') as codes,
        count(*) as episodes,
        count(*) filter (where is_decided) as decided,
        count(*) filter (where outcome = 'denied') as denied
    from counted_episodes($filters)
    group by codes
),

accompanied as (
    select unnest(string_split(codes, ';')) as code, episodes, decided, denied from alike
    union all
    select 'none', 0, 0, 0
)

select
    code,
    sum(episodes)::bigint as episodes,
    sum(decided)::bigint as decided,
    sum(denied)::bigint as denied,
    rate(sum(denied), sum(decided)) as denial_rate
from accompanied
group by code
order by code
