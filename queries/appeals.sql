-- question: Do appeals of D9311 denials pay off?
-- definition: denied = episodes denied at least once; appealed = of these, with an appeal on any row,
--   appealed_rate = appealed / denied;
--   overturn_rate = overturned / decided, where decided appeals have an outcome or a later decision and
--   overturned ones are finally approved; recovered = paid after the first denial on appealed episodes; days
--   to appeal = from the first denial to the first appeal_filed_date of any row, else the first
--   submitted_date of a row sent as an appeal; reworked = not appealed but sent again after the denial;
--   rework_paid = of those, finally approved.
-- grain: one row per payer
-- not counted: void, unsent, rejected and capitated episodes; episodes never denied
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer
-- counts: denied = flag:denied at least once;
--   appealed = flag:appealed;
--   decided = flag:appeal decided;
--   overturned = flag:appeal overturned;
--   reworked = flag:reworked
-- graded: 80 Appeals
-- needs: claims: appeal_filed_date or appeal_decided_date or appeal_outcome or appeal_recovered_amount or
--   submission_type
-- better with: appeal_filed_date, appeal_decided_date, appeal_outcome, appeal_recovered_amount
with denied_episodes as (
    select
        payer, outcome, paid, appealed, appeal_is_decided, appeal_overturned, reworked, recovered,
        days_to_appeal
    from counted_episodes($filters)
    where ever_denied
),

sums as (
    select
        payer,
        count(*) as denied,
        count(*) filter (where appealed) as appealed,
        count(*) filter (where appealed and appeal_is_decided) as decided,
        count(*) filter (where appealed and appeal_overturned) as overturned,
        -- paid is null only where the export has no paid amounts
        sum(if(paid is null, null, recovered)) filter (where appealed) as recovered,
        median(days_to_appeal::double) filter (where appealed) as median_days_to_appeal,
        count(*) filter (where reworked) as reworked,
        count(*) filter (where reworked and is_approved(outcome)) as rework_paid
    from denied_episodes
    group by payer
)

select
    payer,
    denied,
    appealed,
    decided,
    overturned,
    rate(overturned, decided) as overturn_rate,
    if(appealed > 0, recovered, money_of_none($filters, 'paid_amount')) as recovered,
    median_days_to_appeal,
    reworked,
    rework_paid,
    rate(appealed, denied) as appealed_rate
from sums
order by payer nulls last
