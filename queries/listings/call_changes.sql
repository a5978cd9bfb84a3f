-- question: What changed with an earlier import?
-- definition: as the measure `changes`, of another import call.
-- grain: one row per change
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- $call: the call's number
select
    change,
    episode_id,
    now_in,
    practice_id,
    payer,
    provider_id,
    consultation_id,
    service_date,
    before,
    after,
    billed, paid_before, paid_after,
    file_name,
    imported_at
from changes_of_call($filters, $call::integer)
order by kind_position, billed desc nulls last, practice_id, episode_id nulls last, consultation_id nulls last
