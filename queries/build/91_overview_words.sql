-- What the overview needs beyond the words of 90: open episodes by age, the period before this one, how far
-- back the data reach and through which month the rates are mature.

-- One row per open episode, whatever its date.
create or replace macro open_episodes(filters) as table
select billed, as_of_date(filters) - coalesce(first_submitted, service_date) as age_days
from selected_episodes_any_date(filters)
where counted and (outcome = 'pending' or (outcome = 'denied' and rework_open));

create or replace macro previous_to(filters) as
    (filters).date_from::date - 1;

create or replace macro previous_from(filters) as
    (filters).date_from::date - ((filters).date_to::date - (filters).date_from::date + 1)::integer;

-- First day of the two periods together, or of the only one.
create or replace macro both_from(filters) as
    coalesce(previous_from(filters), (filters).date_from::date);

-- The earliest date by the basis over all episodes that the user may see, whatever the other filters.
create or replace macro earliest_date(filters) as (
    select min(case (filters).date_basis
        when 'submitted' then first_submitted when 'decided' then decided else service_date
    end)
    from episodes_of_billings(filters)
);

-- Maturity of 0.9 and more in whole numbers, so that exactly 0.9 is mature; known = episodes - duplicate.
create or replace macro is_mature(pending, known) as
    pending * 10 <= nullif(known, 0);

-- Last month of the unbroken run of mature months; months without episodes do not break it.
create or replace macro mature_through(filters) as (
    with months as (
        select
            strftime(basis_date, '%Y-%m') as month,
            is_mature(
                count(*) filter (where outcome = 'pending'), count(*) filter (where outcome <> 'duplicate')
            ) as mature
        from selected_episodes(filters)
        where counted and basis_date is not null
        group by month
    )

    select max(month)
    from months
    where month < coalesce((select min(month) from months where mature is not true), '~')
);
