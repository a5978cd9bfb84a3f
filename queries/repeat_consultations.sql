-- question: Do a patient's second and third consultation fare worse at a payer than the first?
-- definition: nth = place of the episode among those of the patient at this payer in this practice, by
--   service date, made on all data before any filter; too_many = exhausted, or denied in the category
--   frequency_maximum: the payer says that the benefit or the number allowed is used up.
-- grain: one row per payer and nth
-- not counted: void, unsent, rejected, capitated and duplicate episodes
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer, nth
-- counts: too_many = flag:refused as too many
with placed as (
    select payer, outcome, is_decided, is_approved, nth, coalesce(is_too_many, false) as is_too_many
    from counted_episodes($filters)
    where nth is not null
)

select
    payer,
    nth,
    count(*) as episodes,
    count(*) filter (where is_decided) as decided,
    count(*) filter (where is_approved) as approved,
    count(*) filter (where outcome = 'denied') as denied,
    count(*) filter (where outcome = 'exhausted') as exhausted,
    count(*) filter (where is_too_many) as too_many
from placed
group by payer, nth
order by payer nulls last, nth
