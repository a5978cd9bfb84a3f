-- question: Does the export of a practice hold what is allowed, what is paid and what the patient owes?
-- grain: one row per practice with claims
create or replace temp table exported_amounts as
select
    practice_id,
    bool_or(column_name = 'allowed_amount') as has_allowed,
    bool_or(column_name = 'paid_amount') as has_paid,
    bool_or(column_name = 'patient_responsibility') as has_patient_share
from exported_columns
where kind = 'claims'
group by practice_id;
