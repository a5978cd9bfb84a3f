-- question: Which words do several measures share?
-- The episodes that a rate may count, and their decisions by billing.
-- Rows come from the macros of 71 alone, so every filter applies here too.
-- Null without history: then the first decision cannot be told from the last.
create or replace macro first_rate(approved, decided) as
    if((select keeps_history from data_facts), rate(approved, decided), null);

-- Money of no rows is 0, but null when no claims of the practices in the filter have the column (of any
-- practice, where the filter leaves none).
create or replace macro money_of_none(filters, wanted_column) as if((
    select coalesce(bool_or(is_wanted) filter (where is_in_filter), bool_or(is_wanted))
    from (
        select
            column_name = wanted_column as is_wanted,
            practice_in_filter(filters, practice_id) as is_in_filter
        from exported_columns
        where kind = 'claims'
    ) as claim_columns
) is false, null, 0);

create or replace macro marked_episodes_any_date(filters) as table
select
    *,
    first_decided - first_submitted as days_to_decision,
    age_in_days(as_of_date(filters), first_submitted, service_date) as age_days,
    days_waited(as_of_date(filters), first_submitted, first_decided) as days_waited,
    is_open(outcome, rework_open) as is_open,
    is_paid_line(outcome, paid) as is_paid_line,
    is_denied_not_on_code(outcome, denial_category) as is_denied_not_on_code
from selected_episodes_any_date(filters);

-- One row per episode that is not void, unsent, rejected or capitated.
create or replace macro counted_episodes_any_date(filters) as table
select * from marked_episodes_any_date(filters) where counted;

create or replace macro counted_episodes(filters) as table
select * from counted_episodes_any_date(filters) where in_period(filters, basis_date);

-- One row per billing: its episodes by first and by final outcome.
create or replace macro billing_decisions(filters) as table
select
    billing_id,
    count(*) filter (where is_decided(first_outcome)) as first_decided,
    count(*) filter (where first_outcome = 'denied') as first_denied,
    count(*) filter (where is_decided(outcome)) as decided,
    count(*) filter (where is_approved(outcome)) as approved
from episodes_of_billings(filters)
where counted
group by billing_id;
