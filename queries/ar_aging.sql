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
    select age_band(age_in_days(as_of_date($filters), first_submitted, service_date)) as bucket, billed
    from counted_episodes_any_date($filters)
    where is_open
)

select
    bucket,
    count(aged.bucket) as episodes,
    coalesce(sum(billed), 0) as billed
from (select unnest(age_bands()) as bucket)
left join aged using (bucket)
group by bucket
order by bucket
