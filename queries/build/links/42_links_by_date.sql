-- question: Which consultation lies on the day of the billing, or nearest to it? (steps 2 to 4)
create or replace macro links_by_date(last_to_link) as table
with numbered_billings as (
    select
        *,
        row_number() over (partition by practice_id, patient_id, service_date order by billing_id) as place
    from guessed_billings(last_to_link)
),
numbered_consultations as (
    select
        *,
        row_number() over (
            partition by practice_id, patient_id, consultation_date
            order by consultation_time nulls last, consultation_id
        ) as place
    from open_consultations()
    where consultation_date is not null
)
select billings.practice_id, consultations.consultation_id, billings.billing_id, 'date' as link
from numbered_billings as billings
join numbered_consultations as consultations
    on consultations.practice_id = billings.practice_id
    and consultations.patient_id = billings.patient_id
    and consultations.consultation_date = billings.service_date
    and consultations.place = billings.place;

create or replace macro links_by_nearness(last_to_link, earliest_days, latest_days, kind) as table
with near as (
    select
        billings.practice_id,
        billings.billing_id,
        billings.service_date,
        consultations.consultation_id,
        row_number() over (
            partition by billings.billing_id
            order by abs(consultations.consultation_date - billings.service_date),
                consultations.consultation_time nulls last, consultations.consultation_id
        ) as choice
    from guessed_billings(last_to_link) as billings
    join open_consultations() as consultations
        on consultations.practice_id = billings.practice_id
        and consultations.patient_id = billings.patient_id
        and consultations.consultation_date - billings.service_date between earliest_days and latest_days
)
select
    practice_id,
    consultation_id,
    first(billing_id order by service_date, billing_id) as billing_id,
    kind as link
from near
where choice = 1
group by practice_id, consultation_id;
