-- question: Which words do the measures of a payer's card share?
-- The figures of allowed amounts by any group; rows come from the macros of 71 alone.
create or replace macro approved_episodes(filters) as table
select * from selected_episodes(filters) where counted and is_approved;

-- Null where no episode of the group comes from an export with allowed amounts: then nobody knows.
create or replace macro if_allowed_exported(value, allowed_amounts) as
    if(allowed_amounts > 0, value, null);

-- One row per group of approved episodes; group_column is one of their columns, or a struct of several.
create or replace macro allowed_figures(filters, group_column) as table
select
    group_column as group_value,
    count(*) as approved,
    count(allowed_known) as allowed_known,
    median(allowed_known::double) as median_allowed,
    min(allowed_known) as lowest_allowed,
    max(allowed_known) as highest_allowed,
    count(*) filter (where allowed_known is not null and expected_fee is not null) as with_fee,
    if_allowed_exported(count(*) filter (where allowed_known < expected_fee), count(allowed)) as underpaid,
    if_allowed_exported(
        coalesce(sum(expected_fee - allowed_known) filter (where allowed_known < expected_fee), 0),
        count(allowed)
    ) as underpaid_by
from approved_episodes(filters)
group by group_value;
