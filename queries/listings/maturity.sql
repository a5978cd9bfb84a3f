-- question: From which month to which are the rates settled?
-- definition: first_month: of the first counted episode by the date basis; last_month: mature_through of the
--   overview, the end of the unbroken run of mature months; newest_month: of the last counted episode;
--   as_of: the day up to which the data tell.
-- grain: one row
-- $filters: date basis, as-of date, access scope
with months as (
    select
        strftime(basis_date, '%Y-%m') as month,
        coalesce(are_mature(outcome), false) as is_settled
    from counted_episodes($filters)
    where basis_date is not null
    group by month
)

select
    min(month) as first_month, max(month) as newest_month,
    max(month) filter (where month < coalesce((select min(month) from months where not is_settled), '~'))
        as last_month,
    as_of_date($filters) as as_of
from months
