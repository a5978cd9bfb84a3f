-- question: Which period is this one held against, do the data reach back to it, and is a month mature?
-- Whole months are held against as many whole months, other days against as many days.
create or replace macro is_whole_months(date_from, date_to) as
    day(date_from) = 1 and day(date_to + 1) = 1 and date_from <= date_to;

create or replace macro previous_start(date_from, date_to) as
    if(
        is_whole_months(date_from, date_to),
        (date_from - to_months((datediff('month', date_from, date_to) + 1)::integer))::date,
        date_from - (date_to - date_from + 1)::integer
    );

-- The same dates a year before; 29 February has no like there, and whole months stay whole.
create or replace macro last_year_end(date_from, date_to) as
    if(
        is_whole_months(date_from, date_to),
        (date_to + 1 - to_years(1))::date - 1,
        (date_to - to_years(1))::date
    );

-- The period that the filters ask for as comparison; null for none and where a bound is open.
create or replace macro has_previous(filters) as
    (filters).date_from is not null and (filters).date_to is not null and (filters).compare <> 'none';

create or replace macro previous_from(filters) as
    case
        when not has_previous(filters) then null
        when (filters).compare = 'last_year' then ((filters).date_from::date - to_years(1))::date
        else previous_start((filters).date_from::date, (filters).date_to::date)
    end;

create or replace macro previous_to(filters) as
    case
        when not has_previous(filters) then null
        when (filters).compare = 'last_year'
            then last_year_end((filters).date_from::date, (filters).date_to::date)
        else (filters).date_from::date - 1
    end;

-- 0.9 and more, in whole numbers so that exactly 0.9 is mature; null when nothing could be decided.
create or replace macro is_mature(pending, episodes, duplicate) as
    if(episodes > duplicate, pending * 10 <= episodes - duplicate, null);

-- Of the counted episodes of a month, by their outcomes.
create or replace macro are_mature(outcome) as
    is_mature(
        count(*) filter (where outcome = 'pending'), count(*), count(*) filter (where outcome = 'duplicate')
    );
