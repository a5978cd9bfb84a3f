-- question: Which rows does a person see under a filter?
-- The one place where the filter bar and the access scope are applied.
-- A null list means all, an empty one none.
create or replace macro in_list(allowed, value) as
    allowed is null or coalesce(list_contains(allowed::text[], value), false);

create or replace macro practice_in_filter(filters, practice) as
    in_list((filters).scope, practice) and in_list((filters).practices, practice);

create or replace macro is_within(date_from, date_to, day) as
    (date_from is null or coalesce(day >= date_from, false))
    and (date_to is null or coalesce(day <= date_to, false));

create or replace macro in_period(filters, basis_date) as
    is_within((filters).date_from::date, (filters).date_to::date, basis_date);

create or replace macro basis_date_of(filters, service, submitted, decided) as
    case (filters).date_basis when 'submitted' then submitted when 'decided' then decided else service end;
