-- question: How is a group of episodes answered, and what does it bring?
-- One row per group of counted episodes; group_column is one of their columns, or a struct of several.
create or replace macro approval_figures(filters, group_column) as table
with sums as (
    select
        group_column as group_value,
        count(*) as episodes,
        count(*) filter (where is_decided) as decided,
        count(*) filter (where is_approved) as approved,
        count(*) filter (where outcome = 'denied') as denied,
        count(*) filter (where outcome = 'exhausted') as exhausted,
        count(*) filter (where outcome = 'pending') as pending,
        count(*) filter (where outcome = 'indeterminate') as indeterminate,
        count(*) filter (where outcome = 'duplicate') as duplicate,
        count(*) filter (where is_first_decided) as first_decided,
        count(*) filter (where is_first_approved) as first_approved,
        -- null where no episode of the group comes from an export with paid amounts
        if(count(paid) > 0, count(*) filter (where is_paid_line), null) as paid_lines,
        sum(billed) as billed,
        sum(allowed) as allowed,
        sum(paid) as paid,
        median(days_to_decision::double) as median_days,
        count(*) filter (where is_denied_not_on_code) as denied_not_on_code
    from counted_episodes(filters)
    group by group_value
)
select
    *,
    rate(approved, decided) as approval_rate,
    wilson_low(approved, decided) as ci_low,
    wilson_high(approved, decided) as ci_high,
    first_rate(first_approved, first_decided) as first_approval_rate,
    rate(paid_lines, decided + exhausted) as paid_rate,
    evidence(decided) as evidence,
    rate(approved, decided - denied_not_on_code) as code_approval_rate
from sums;
