-- question: Which claim lines lack a value that every claim line needs?
-- rule: set aside; no value is given
-- repair: Fill it in in the practice system, or in this file, and import again.
with marked as (
    select
        text_rows.line,
        case
            when text_rows.claim_id is null then 'claim_id'
            when text_rows.patient_id is null then 'patient_id'
            when is_missing(text_rows.payer_name) then 'payer_name'
            when is_missing(text_rows.procedure_code) then 'procedure_code'
            when dates.value is null and dates.problem is null then 'service_date'
            when is_missing(text_rows.status) then 'status'
            when amounts.value is null and amounts.problem is null then 'billed_amount'
        end as column_name
    from text_rows
    left join parsed_service_date as dates on dates.text = text_rows.service_date
    left join parsed_billed_amount as amounts on amounts.text = text_rows.billed_amount
)
select line, column_name from marked where column_name is not null;
