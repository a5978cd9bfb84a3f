-- question: Who owes what was denied: the practice, the patient, or does nobody say?
-- definition: finally denied episodes by the group code of their denial code; owed_by = practice for CO and
--   PI (write off or appeal, never bill the patient), patient for PR, unknown for any other or none;
--   denied_amount = the amounts beside the denial codes of that group on the row that decided, where none is
--   written the amount billed; with_amount = episodes whose amount is written.
-- grain: one row per payer and group code, blank last
-- not counted: void, unsent, rejected and capitated episodes; used-up benefits, which are no denial
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer, group_code -> group
-- counts: episodes = outcome:denied
with denied as (
    select
        payer, group_code, billed, denial_amount
    from counted_episodes($filters)
    where outcome = 'denied'
)

select
    payer,
    group_code,
    case
        when group_code in ('CO', 'PI') then 'practice'
        when group_code = 'PR' then 'patient'
        else 'unknown'
    end as owed_by,
    count(*) as episodes,
    sum(amount_denied(denial_amount, billed)) as denied_amount,
    count(denial_amount) as with_amount,
    sum(billed) as billed
from denied
group by payer, group_code
order by payer nulls last, group_code nulls last
