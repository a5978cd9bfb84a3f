-- question: What can have been worked on, and what is said of it in a row?
-- definition: every episode and consultation in the filter but the dates, a consultation with the claim that
--   it names.
-- grain: one row per episode and one per consultation
-- $filters: practices, payers, providers, scenarios, as-of date, access scope; not the dates
select item_of(episode_id, null, null) as item_id, claim_ids, payer, paid
from selected_episodes_any_date($filters)
union all
select item_of(null, practice_id, consultation_id), named_claim(claim_id), payer, null
from selected_consultations_any_date($filters)
order by item_id
