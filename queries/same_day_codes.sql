-- question: Which codes billed on the day of the consultation go with denials?
-- definition: denial_rate = denied / decided of the episodes that the code accompanies; an episode with two
--   codes counts in both, so rows may add up to more than all. Shown as "review", never "violation".
-- grain: one row per same-day code that has episodes, and a row none (no such code on the day)
-- not counted: void, unsent, rejected and capitated episodes
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: code -> same_day
-- graded: 100 Same-day codes
-- needs: claims
with counted as (
    select outcome, coalesce(nullif(same_day_codes, ''), 'none') as codes from counted_episodes($filters)
),

accompanied as (
    select unnest(string_split(codes, ';')) as code, outcome from counted
),

listed as (
    select 'none' as code union select code from accompanied
),

sums as (
    select
        code,
        count(*) as episodes,
        count(*) filter (where is_decided(outcome)) as decided,
        count(*) filter (where outcome = 'denied') as denied
    from accompanied
    group by code
)

select
    code,
    coalesce(episodes, 0) as episodes,
    coalesce(decided, 0) as decided,
    coalesce(denied, 0) as denied,
    rate(denied, decided) as denial_rate
from listed
left join sums using (code)
order by code
