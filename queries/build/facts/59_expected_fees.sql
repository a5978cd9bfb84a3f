-- question: What does the practice's contract say that an episode should be allowed?
-- grain: one row per episode for whose payer and plan the list of fees has one in force on the day of service
-- A fee of the plan goes before one of the payer, then the newest before the day; one without a date is in
-- force until a dated one is. Of two fees of one day the lower counts: it accuses nobody.
create or replace temp table expected_fees as
with listed as (
    select
        payers.payer_key,
        folded(fees.plan_name) as plan_key,
        fees.effective_date,
        min(fees.expected_fee) as expected_fee
    from fees
    join payers on payers.exported_name = fees.payer_name
    where fees.expected_fee is not null
    group by all
)
select
    episodes.episode_number,
    first(listed.expected_fee order by listed.plan_key is null, listed.effective_date desc nulls last)
        as expected_fee,
    first(listed.effective_date order by listed.plan_key is null, listed.effective_date desc nulls last)
        as fee_effective_date
from known_episodes as episodes
join listed
    on listed.payer_key = episodes.payer_key
    and coalesce(listed.plan_key = folded(episodes.plan_name), listed.plan_key is null)
    and coalesce(listed.effective_date <= episodes.service_date, true)
group by episodes.episode_number;
