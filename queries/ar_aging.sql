-- question: How long have the open D9311 claims been waiting?
-- definition: open = pending, or denied with a resend or an appeal still open; age = days from the first
--   submission, else the service date, to the as-of date; a negative age falls in 0-30.
-- grain: one row per age bucket, all five always
-- not counted: void, unsent, rejected, capitated and finished episodes
-- $filters: practices, payers, providers, scenarios, as-of date, access scope; the date filter is ignored
-- opens: bucket -> age
-- counts: episodes = dates:any
-- mark: episodes
-- graded: 90 Open claims by age
-- needs: claims
-- better with: submitted_date
-- filled: submitted_date
with aged as (
    select age_days, billed from counted_episodes_any_date($filters) where is_open
),

buckets as (
    from (values
        ('0-30', null, 30), ('31-60', 31, 60), ('61-90', 61, 90), ('91-120', 91, 120), ('over 120', 121, null)
    ) as buckets(bucket, from_days, to_days)
)

select
    bucket,
    count(age_days) as episodes,
    coalesce(sum(billed), 0) as billed
from buckets
left join aged
    on age_days >= coalesce(from_days, age_days)
    and age_days <= coalesce(to_days, age_days)
group by bucket
order by bucket
