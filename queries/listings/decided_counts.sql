-- question: Which payers, practices and reasons stand behind the decisions of a month?
-- definition: decided episodes and how many of them are approved; the reason is blank for these.
-- grain: one row per month of the date basis, payer, practice and reason of the denial
-- $filters: as in the measures
select
    strftime(basis_date, '%Y-%m') as month,
    payer,
    practice_id,
    denial_category,
    count(*) as decided,
    count(*) filter (where is_approved(outcome)) as approved
from counted_episodes($filters)
where is_decided(outcome)
group by all
order by month nulls last, payer nulls last, practice_id nulls last, denial_category nulls first
