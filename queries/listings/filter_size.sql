-- question: How much is in the filter, and what did a bound leave out for want of a date?
-- definition: undated: in every other filter, but without the date that the period looks at.
-- grain: one row
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    (select count(*) from selected_episodes($filters)) as episodes,
    (select count(*) from selected_consultations($filters)) as consultations,
    case
        when ($filters).date_from is null and ($filters).date_to is null then 0
        else (select count(*) from selected_episodes_any_date($filters) where basis_date is null)
    end as undated
