-- question: How often was a practice paid for what it worked, and what is D9311 allowed?
-- grain: macros; work_history one row per practice, history, category and payer, and their sums, told apart
--   by `level`; typical_allowed one row per practice and payer, and one per practice
-- history: `denied`: denials that were worked and have their answer, by the category of the first denial;
-- `first decision`: whatever was decided, by its first decision.
create or replace macro work_history(filters) as table
with past as (
    select practice_id, payer, 'denied' as history, first_denial_category as category,
        is_approved(outcome) as is_won
    from episodes_of_billings(filters)
    where counted and is_worked_and_decided(ever_denied, rework_open, appeal_is_decided, reworked)
    union all
    select practice_id, payer, 'first decision', null, is_approved(first_outcome)
    from episodes_of_billings(filters)
    where counted and is_decided(first_outcome)
)
select
    practice_id, history, category, payer,
    case when grouping(category) = 1 then 'all' when grouping(payer) = 1 then 'category' else 'payer' end
        as level,
    count(*) filter (where is_won) as won,
    count(*) as tried
from past
group by grouping sets (
    (practice_id, history), (practice_id, history, category), (practice_id, history, category, payer)
);

create or replace macro typical_allowed(filters) as table
select
    practice_id, payer, grouping(payer) = 1 as is_of_all,
    -- in cents, of which two can have a half between them
    (round(median((allowed_known * 100)::bigint)) / 100)::decimal(12, 2) as allowed
from (
    select practice_id, payer, known_allowed(outcome, rule, allowed) as allowed_known
    from episodes_of_billings(filters)
    where counted
)
where allowed_known is not null
group by grouping sets ((practice_id), (practice_id, payer));
