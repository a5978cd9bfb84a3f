-- question: Which words do several measures share?
-- What counts as approved, the episodes that a rate may count, their figures by any group, and the elements of
-- each consultation. Rows come from the selected_... macros alone, so every filter applies here too.
create or replace macro is_approved(outcome) as
    outcome in ('approved_paid', 'approved_zero', 'approved_reduced');

create or replace macro is_decided(outcome) as
    outcome = 'denied' or is_approved(outcome);

-- Money of no rows at all is 0, and null when no export has the column.
create or replace macro money_of_none(wanted_column) as if(
    exists (select 1 from exported_columns where kind = 'claims' and column_name = wanted_column), 0, null
);

create or replace macro marked_episodes_any_date(filters) as table
select
    *,
    first_decided - first_submitted as days_to_decision,
    as_of_date(filters) - coalesce(first_submitted, service_date) as age_days,
    outcome = 'pending' or (outcome = 'denied' and rework_open) as is_open,
    (is_decided(outcome) or outcome = 'exhausted') and paid > 0 as is_paid_line,
    -- a verdict on the patient's plan, not on D9311
    outcome = 'denied' and denial_category in ('eligibility', 'coordination', 'coordination_medical')
        as is_denied_not_on_code
from selected_episodes_any_date(filters);

-- One row per episode that is not void, unsent, rejected or capitated.
create or replace macro counted_episodes_any_date(filters) as table
select * from marked_episodes_any_date(filters) where counted;

create or replace macro counted_episodes(filters) as table
select * from counted_episodes_any_date(filters) where in_period(filters, basis_date);

-- One row per group of counted episodes; group_column is one of their columns, or a struct of several.
create or replace macro approval_figures(filters, group_column) as table
with sums as (
    select
        group_column as group_value,
        count(*) as episodes,
        count(*) filter (where is_decided(outcome)) as decided,
        count(*) filter (where is_approved(outcome)) as approved,
        count(*) filter (where outcome = 'denied') as denied,
        count(*) filter (where outcome = 'exhausted') as exhausted,
        count(*) filter (where outcome = 'pending') as pending,
        count(*) filter (where outcome = 'indeterminate') as indeterminate,
        count(*) filter (where outcome = 'duplicate') as duplicate,
        count(*) filter (where is_decided(first_outcome)) as first_decided,
        count(*) filter (where is_approved(first_outcome)) as first_approved,
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
    -- without history the first decision cannot be told from the last
    if((select keeps_history from data_facts), rate(first_approved, first_decided), null) as first_approval_rate,
    rate(paid_lines, decided + exhausted) as paid_rate,
    evidence(decided) as evidence,
    rate(approved, decided - denied_not_on_code) as code_approval_rate
from sums;

-- One row per consultation and element, strict among them; is_present is null when it is not exported.
create or replace macro consultation_elements(filters) as table
with consulted as (
    select
        billing_id, payer, filter_provider_id as provider_id,
        element_reason as reason, element_date as date, element_time as time, element_method as method,
        element_professional as professional, element_outcome as outcome, element_record as record, strict
    from selected_consultations(filters)
)
select billing_id, payer, provider_id, element, is_present
from consulted
unpivot include nulls (
    is_present for element in (reason, date, time, method, professional, outcome, record, strict)
);
