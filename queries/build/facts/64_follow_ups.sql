-- question: What followed each consultation with a planned procedure?
-- grain: one row per consultation with a planned procedure and a date
create or replace temp table follow_ups as
with followed as (
    select
        planned.practice_id, planned.consultation_id, treatments.service_date, treatments.billed,
        treatments.paid, treatments.service_date - planned.consultation_date as days,
        -- each treatment is counted at the last consultation before it
        row_number() over (
            partition by treatments.practice_id, treatments.patient_id, treatments.service_date,
                treatments.code
            order by planned.consultation_date desc, planned.consultation_id desc
        ) = 1 as is_nearest
    from planned_consultations as planned
    join treatments
        on treatments.practice_id = planned.practice_id and treatments.patient_id = planned.patient_id
        and treatments.service_date > planned.consultation_date
        and treatments.service_date <= planned.consultation_date + treatment_days()
)
select
    planned.practice_id,
    planned.consultation_id,
    min(followed.days) as days_to_treatment,
    count(*) filter (where is_nearest) as treatments,
    sum(billed) filter (where is_nearest) as treatments_billed,
    sum(paid) filter (where is_nearest) as treatments_paid
from planned_consultations as planned
left join followed using (practice_id, consultation_id)
group by all;
