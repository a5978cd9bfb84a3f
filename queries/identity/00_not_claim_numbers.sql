-- question: Which values in the column of claim numbers are none?
-- grain: one row per practice and number of the file that is being imported, with the first reason that fits
-- $import, $is_remittance: an 835 names patients by the payer's numbers, so that they are compared payer by payer
insert into not_claim_numbers
with numbers as (
    select practice_id, claim_id, min(patient_id) <> max(patient_id) as has_patients,
        max(service_date) - min(service_date) > 31 as has_dates
    from kept_rows
    group by practice_id, claim_id, if($is_remittance, payer_name, null)
),
judged as (
    select practice_id, claim_id,
        case
            when regexp_full_match(claim_id, '0+') then 'zero'
            when bool_or(has_patients) then 'several patients'
            when bool_or(has_dates) then 'dates apart'
        end as reason
    from numbers
    group by practice_id, claim_id
    having reason is not null
),
patients as (
    select distinct kept_rows.practice_id, kept_rows.claim_id
    from text_rows
    join kept_rows using (line)
    where text_rows.claim_id = text_rows.patient_id
        and (select count(*) filter (where claim_id = patient_id) > 0.5 * count(*) from text_rows)
)
select $import, practice_id, claim_id, coalesce(judged.reason, 'the patient')
from judged
full join patients using (practice_id, claim_id);
