-- question: How old is a claim, how long did it wait, and what is old?
-- Days between dates; as_of is the day up to which the data tell.
create or replace macro age_in_days(as_of, first_submitted, service_date) as
    as_of - coalesce(first_submitted, service_date);

create or replace macro is_over_60_days(age_days) as
    age_days > 60;

-- Slower than nine of ten; never where too few were decided to tell.
create or replace macro is_overdue(age_days, threshold_days) as
    coalesce(age_days > threshold_days, false);

-- So long after a consultation a treatment counts as what it was about; a house rule.
create or replace macro treatment_days() as
    180;

-- So long after it was worked a denial counts as paid because, or in spite, of that; a house rule.
create or replace macro effect_days() as
    90;

create or replace macro age_bands() as
    ['0-30', '31-60', '61-90', '91-120', 'over 120'];

create or replace macro age_band(age_days) as
    age_bands()[1 + (age_days > 30)::integer + (age_days > 60)::integer + (age_days > 90)::integer
        + (age_days > 120)::integer];

-- From the day it was sent to its first decision, or up to now.
-- Null where the day is not known, and where a decision is dated before it.
create or replace macro days_waited(as_of, first_submitted, first_decided) as
    if(
        coalesce(first_decided, as_of) >= first_submitted,
        coalesce(first_decided, as_of) - first_submitted,
        null
    );
