-- question: What does each day add to the figures of the overview?
-- grain: macros; headline_days and headline_records one row per day of the date basis (null: without one),
--   headline_waits one row per counted episode that was decided after a known time
create or replace macro headline_days(filters) as table
select
    basis_date,
    count(*) filter (where counted) as episodes,
    count(*) filter (where counted and is_decided) as decided,
    count(*) filter (where counted and is_approved) as approved,
    count(*) filter (where outcome = 'denied') as denied,
    count(*) filter (where outcome = 'exhausted') as exhausted,
    count(*) filter (where outcome = 'pending') as pending,
    count(*) filter (where outcome = 'indeterminate') as indeterminate,
    count(*) filter (where outcome = 'duplicate') as duplicate,
    count(*) filter (where counted and is_first_decided) as first_decided,
    count(*) filter (where counted and is_first_approved) as first_approved,
    count(paid) filter (where counted) as paid_known,
    count(*) filter (where counted and is_paid_line) as paid_lines,
    sum(billed) filter (where counted) as billed,
    sum(allowed) filter (where counted) as allowed,
    sum(paid) filter (where counted) as paid,
    count(*) filter (where counted and denied_not_appealed) as denied_not_appealed,
    count(*) filter (where is_main and ledger_bucket = 'billed without record') as without_record,
    count(*) filter (
        where counted and is_open
            and is_over_60_days(age_in_days(as_of_date(filters), first_submitted, service_date))
    ) as open_over_60_days
from selected_episodes_any_date(filters)
group by basis_date;

create or replace macro headline_records(filters) as table
select
    basis_date,
    count(*) as consultations,
    count(*) filter (where strict) as strict_pass,
    count(strict) as strict_applicable,
    count(*) filter (
        where ledger_bucket_of(filters, ledger_base, consultation_date) = 'consulted, never billed'
    ) as never_billed
from selected_consultations_any_date(filters)
group by basis_date;

create or replace macro headline_waits(filters) as table
select basis_date, days_to_decision
from selected_episodes_any_date(filters)
where counted and days_to_decision is not null;
