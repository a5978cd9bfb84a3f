-- question: Which period does the overview show, and which earlier one is it held against?
-- grain: one row for this period (is_now), one for the earlier one where the data reach back to it
create or replace macro earliest_date(filters) as (
    select min(basis_date_of(filters, service_date, first_submitted, decided))
    from episodes_of_billings(filters)
);

create or replace macro headline_periods(filters) as table
with earlier as (
    select previous_from(filters) as date_from, previous_to(filters) as date_to
)
select true as is_now, (filters).date_from::date as date_from, (filters).date_to::date as date_to
union all
select false, date_from, date_to
from earlier
where earliest_date(filters) <= date_from;
