-- question: How much is in the filter, and what did a bound leave out for want of a date?
-- definition: undated: in every other filter, but without the date that the period looks at.
-- grain: one row
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with found as (
    select
        count(*) filter (where in_period($filters, basis_date)) as episodes,
        count(*) filter (where basis_date is null) as undated
    from selected_episodes_any_date($filters)
)

select
    episodes,
    (select count(*) from selected_consultations($filters)) as consultations,
    if(($filters).date_from is null and ($filters).date_to is null, 0, undated) as undated
from found
