-- question: How often was a practice paid for what it worked, and what is D9311 allowed?
-- grain: macros; work_history one row per practice, history, category and payer, and their sums, told apart
--   by `level`; typical_allowed one row per practice and payer, and one per practice
-- history: `denied`: denials that were worked and have their answer, by the category of the first denial;
-- `first decision`: whatever was decided, by its first decision.
create or replace macro work_history(filters) as table
with past as (
    select practice_id, payer, 'denied' as history, first_denial_category as category,
        count(*) filter (where is_approved) as won, count(*) as tried
    from episodes_of_billings(filters)
    where counted and is_worked_and_decided(ever_denied, rework_open, appeal_is_decided, reworked)
    group by all
    union all
    select practice_id, payer, 'first decision', null,
        count(*) filter (where is_first_approved), count(*)
    from episodes_of_billings(filters)
    where counted and is_first_decided
    group by all
)
select
    practice_id, history, category, payer,
    case when grouping(category) = 1 then 'all' when grouping(payer) = 1 then 'category' else 'payer' end
        as level,
    how_many(won, true) as won,
    how_many(tried, true) as tried
from past
group by grouping sets (
    (practice_id, history), (practice_id, history, category), (practice_id, history, category, payer)
);

-- From cents, of which two can have a half between them.
create or replace macro typical_allowed(filters) as table
select practice_id, payer, false as is_of_all, (round(median(allowed_cents)) / 100)::decimal(12, 2) as allowed
from episodes_of_billings(filters)
where counted and allowed_cents is not null
group by practice_id, payer
union all
select practice_id, null, true, (round(median(allowed_cents)) / 100)::decimal(12, 2)
from episodes_of_billings(filters)
where counted and allowed_cents is not null
group by practice_id;
