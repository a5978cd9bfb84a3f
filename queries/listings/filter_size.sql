-- question: How many episodes are in the filter, and what did a bound leave out for want of a date?
-- definition: undated: in every other filter, but without the date that the period looks at.
-- grain: one row
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    count(*) filter (where in_period($filters, basis_date)) as episodes,
    if(
        ($filters).date_from is null and ($filters).date_to is null,
        0,
        count(*) filter (where basis_date is null)
    ) as undated
from selected_episodes_any_date($filters)
