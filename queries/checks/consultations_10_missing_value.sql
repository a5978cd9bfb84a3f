-- question: Which consultations lack the identifier that every consultation needs?
-- rule: set aside; no value is given
-- repair: Fill it in in the practice system, or in this file, and import again.
select
    line,
    case
        when consultation_id is null then 'consultation_id'
        when patient_id is null then 'patient_id'
    end as column_name
from text_rows
where column_name is not null;
