-- question: Which rows does a person see under a filter?
-- The one place where the filter bar and the access scope are applied.
-- A null list means all, an empty one none.
create or replace macro in_list(allowed, value) as
    allowed is null or coalesce(list_contains(allowed::text[], value), false);

create or replace macro practice_in_filter(filters, practice) as
    in_list((filters).scope, practice) and in_list((filters).practices, practice);

create or replace macro in_period(filters, basis_date) as
    ((filters).date_from is null or coalesce(basis_date >= (filters).date_from::date, false))
    and ((filters).date_to is null or coalesce(basis_date <= (filters).date_to::date, false));

create or replace macro basis_date_of(filters, service, submitted, decided) as
    case (filters).date_basis when 'submitted' then submitted when 'decided' then decided else service end;
