-- question: Which codes billed on the same day for the same patient would duplicate D9311?
-- grain: one row per practice, patient and service date with such a code; for review, never a verdict
create or replace temp table same_days as
select
    practice_id,
    patient_id,
    service_date,
    string_agg(distinct code, ';' order by code) as same_day_codes
from row_outcomes
where code <> 'D9311'
    and outcome not in ('secondary', 'predetermined', 'void')
    and status_kind not in ('draft', 'rejected', 'reversed')
group by practice_id, patient_id, service_date;
