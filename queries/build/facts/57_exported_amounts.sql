-- question: Does the export of a practice hold what is allowed and what is paid?
-- grain: one row per practice with claims
create or replace table exported_amounts as
select
    practice_id,
    bool_or(column_name = 'allowed_amount') as has_allowed,
    bool_or(column_name = 'paid_amount') as has_paid
from exported_columns
where kind = 'claims'
group by practice_id;
