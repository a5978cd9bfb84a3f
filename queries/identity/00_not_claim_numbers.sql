-- question: Which values in the column of claim numbers are none?
-- grain: one row per practice and number of the file that is being imported, with the first reason that fits
-- $import; $is_remittance: an 835 names patients by the payer's numbers, so that they are compared payer by
-- payer;
-- $is_patient: on most rows the number is the patient's key
insert into not_claim_numbers
-- Looked for by hashes of the number alone, which are quicker to group by and to compare than texts; judged
-- by the texts, practice by practice.
with suspected as (
    select hash(claim_id) as number
    from kept_rows
    group by number
    having min(hash(patient_id)) < max(hash(patient_id)) or max(service_date) - min(service_date) > 31
),
suspects as (
    select *
    from kept_rows
    where hash(claim_id) in (
        select number from suspected
        union all
        select hash(repeat('0', digits)) from range(1, 40) as zeros(digits)
    )
),
numbers as (
    select practice_id, claim_id, min(patient_id) < max(patient_id) as has_patients,
        max(service_date) - min(service_date) > 31 as has_dates
    from suspects
    group by practice_id, claim_id, if($is_remittance, payer_name, null)
),
judged as (
    select practice_id, claim_id,
        case
            when ltrim(claim_id, '0') = '' then 'zero'
            when bool_or(has_patients) then 'several patients'
            when bool_or(has_dates) then 'dates apart'
        end as reason
    from numbers
    group by practice_id, claim_id
    having reason is not null
),
patients as (
    select distinct kept_rows.practice_id, kept_rows.claim_id
    from (select line from text_rows where $is_patient and claim_id = patient_id)
    join kept_rows using (line)
)
select $import, practice_id, claim_id, coalesce(judged.reason, 'the patient')
from judged
full join patients using (practice_id, claim_id);
