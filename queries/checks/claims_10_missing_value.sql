-- question: Which claim lines lack a value that every claim line needs?
-- rule: set aside; no value is given
-- repair: Fill it in in the practice system, or in this file, and import again.
select
    line,
    case
        when claim_id is null then 'claim_id'
        when patient_id is null then 'patient_id'
        when is_missing(payer_name) then 'payer_name'
        when is_missing(procedure_code) then 'procedure_code'
        when is_missing(service_date) then 'service_date'
        when is_missing(status) then 'status'
        when is_missing(billed_amount) then 'billed_amount'
    end as column_name
from text_rows
where column_name is not null;
