-- question: Which period are the figures of this one held against?
-- definition: as `_previous` of the overview; is_known: the data reach back to it.
-- grain: one row
-- $filters: dates, date basis, comparison, access scope
select
    previous_from($filters) as previous_from,
    previous_to($filters) as previous_to,
    coalesce(earliest_date($filters) <= previous_from($filters), false) as is_known
