-- question: Which consultations with a planned procedure stand in the filter, and what followed each?
-- grain: macro; one row per consultation with a planned procedure and a date
-- is_observed: the practice's claims reach as far after it as a treatment counts; before that nothing is told
--   of it.
create or replace macro selected_plans(filters) as table
with chosen as (
    select practice_id, consultation_id, consultation_date + treatment_days() as last_day, scenarios, method
    from selected_consultations(filters)
),
observed as (
    select
        chosen.*,
        follow_ups.* exclude (practice_id, consultation_id),
        coalesce(
            last_day <= as_of_date(filters) and last_day <= spans.last_service_date, false
        ) as is_observed
    from chosen
    join follow_ups
        on follow_ups.practice_id = chosen.practice_id
        and follow_ups.consultation_id = chosen.consultation_id
    left join practice_spans as spans on spans.practice_id = chosen.practice_id
)
select
    practice_id, consultation_id, scenarios, method, is_observed,
    is_observed and days_to_treatment is not null as is_followed,
    days_to_treatment, treatments, treatments_billed, treatments_paid
from observed;
