-- Words that several measures share, each defined once: what counts as approved, the episodes that a
-- rate may count, their figures by any group, and the elements of each consultation.

create or replace macro is_approved(outcome) as
    outcome in ('approved_paid', 'approved_zero', 'approved_reduced');

create or replace macro is_decided(outcome) as
    outcome = 'denied' or is_approved(outcome);

-- One row per episode of the filter that is not void, unsent, rejected or capitated.
create or replace macro counted_episodes(filters) as table
select
    *,
    first_decided - first_submitted as days_to_decision,
    (is_decided(outcome) or outcome = 'exhausted') and paid > 0 as is_paid_line,
    -- a verdict on the patient's plan, not on D9311
    outcome = 'denied' and denial_category in ('eligibility', 'coordination', 'coordination_medical')
        as is_denied_not_on_code,
from selected_episodes(filters)
where counted;

-- One row per group of counted episodes; group_column is a column of counted_episodes or a struct of some.
create or replace macro approval_figures(filters, group_column) as table
with counted as (
    select *, group_column as group_value from counted_episodes(filters)
),

sums as (
    select
        group_value,
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
        count(*) filter (where is_paid_line) as paid_lines,
        sum(billed) as billed,
        sum(allowed) as allowed,
        sum(paid) as paid,
        median(days_to_decision::double) as median_days,
        count(*) filter (where is_denied_not_on_code) as denied_not_on_code,
        count(*) filter (where denied_not_appealed) as denied_not_appealed
    from counted
    group by group_value
)

select
    *,
    rate(approved, decided) as approval_rate,
    wilson_low(approved, decided) as ci_low,
    wilson_high(approved, decided) as ci_high,
    -- without history the first decision cannot be told from the last
    case when (select keeps_history from data_facts) then rate(first_approved, first_decided) end
        as first_approval_rate,
    rate(paid_lines, decided + exhausted) as paid_rate,
    evidence(decided) as evidence,
    rate(approved, decided - denied_not_on_code) as code_approval_rate
from sums;

-- One row per consultation of the filter and element, `strict` among them; is_present is null when the
-- element is not exported for the practice.
create or replace macro consultation_elements(filters) as table
with consulted as (
    select
        practice_id, consultation_id, billing_id, payer, filter_provider_id as provider_id,
        element_reason as reason, element_date as date, element_time as time, element_method as method,
        element_professional as professional, element_outcome as outcome, element_record as record, strict
    from selected_consultations(filters)
)

select practice_id, consultation_id, billing_id, payer, provider_id, element, is_present
from consulted
unpivot include nulls (
    is_present for element in (reason, date, time, method, professional, outcome, record, strict)
);
