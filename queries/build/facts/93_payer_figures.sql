-- question: Which words do the measures of a payer's card share?
-- What is known of an allowed amount, and its figures by any group; rows come from the macros of 71 alone.
-- An allowed amount of 0 on an approved episode is one that the export does not say; under a won appeal it is
-- that of the denied row.
create or replace macro known_allowed(outcome, rule, allowed) as
    if(is_approved(outcome) and rule <> 'appeal_won' and allowed > 0, allowed, null);

create or replace macro approved_episodes(filters) as table
select chosen.*, known_allowed(outcome, rule, allowed) as allowed_known, fees.expected_fee
from counted_episodes(filters) as chosen
left join expected_fees as fees on fees.episode_id = chosen.episode_id
where is_approved(outcome);

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
