-- question: Which consultations with a planned procedure stand in the filter, and what followed each?
-- grain: macro; one row per consultation with a planned procedure and a date
-- is_observed: the practice's claims reach as far after it as a treatment counts; before that nothing is told
--   of it.
create or replace macro selected_plans(filters) as table
with observed as (
    select
        practice_id, consultation_id, scenarios, method, days_to_treatment, treatments, treatments_billed,
        treatments_paid,
        coalesce(is_plan_covered and consultation_date + treatment_days() <= as_of_date(filters), false)
            as is_observed
    from selected_consultations(filters)
    where has_plan
)
select *, is_observed and days_to_treatment is not null as is_followed
from observed;
