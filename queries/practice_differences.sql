-- question: Does a practice's approval rate differ from that of the other practices together?
-- definition: the practice's approved / decided against that of all other practices in the filter (rest_);
--   difference = approval_rate - rest_rate with its 95% interval (Newcombe 1998, Statistics in Medicine
--   17:873-890, method 10); verdict = too few (under 5 decided on either side), higher or lower where the
--   interval leaves out zero, else no clear difference. Nothing is adjusted for the mix of payers.
-- grain: one row per practice
-- not counted: void, unsent, rejected and capitated episodes;
--   undecided and exhausted ones are in neither number
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: practice_id -> practice
with figures as (
    from approval_figures($filters, practice_id)
),

rests as (
    select
        group_value,
        sum(decided) over () - decided as rest_decided,
        sum(approved) over () - approved as rest_approved
    from figures
),

rates as (
    select
        figures.*,
        rest_decided::bigint as rest_decided,
        rest_approved::bigint as rest_approved,
        rate(rest_approved, rest_decided) as rest_rate
    from figures
    join rests on rests.group_value is not distinct from figures.group_value
),

differences as (
    select
        *,
        approval_rate - rest_rate as difference,
        newcombe_low(approved, decided, rest_approved, rest_decided) as difference_low,
        newcombe_low(rest_approved, rest_decided, approved, decided) as negative_high
    from rates
)

select
    group_value as practice_id,
    decided,
    approved,
    approval_rate,
    rest_decided,
    rest_approved,
    rest_rate,
    difference,
    difference_low,
    -negative_high as difference_high,
    case
        when evidence(least(decided, rest_decided)) = 'few' then 'too few'
        when difference_low > 0 then 'higher'
        when negative_high > 0 then 'lower'
        else 'no clear difference'
    end as verdict
from differences
order by practice_id nulls last
