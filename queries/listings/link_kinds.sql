-- question: How do we know which consultation each billing belongs to?
-- definition: consultations of the filter that are linked, by the kind of the link; ambiguous: of these,
--   links that could as well have been another consultation's.
-- grain: one row per kind of link
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    link,
    count(*) as consultations,
    count(*) filter (where billing_id in (select billing_id from ambiguous_links)) as ambiguous
from selected_consultations($filters)
where link is not null
group by link
order by list_position(['chosen', 'claim', 'date', 'before', 'after'], link)
