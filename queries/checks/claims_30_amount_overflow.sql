-- question: Which claim lines hold an amount that is infinite or larger than any claim?
-- rule: set aside; the value is no amount that a claim can have
-- repair: Write it as 1234.50 and import again.
with amounts as (
    select text_rows.line, 'billed_amount' as column_name
    from text_rows
    join parsed_billed_amount as parsed on parsed.text = text_rows.billed_amount
    where parsed.problem = 'overflow'
    union all
    select text_rows.line, 'allowed_amount'
    from text_rows
    join parsed_allowed_amount as parsed on parsed.text = text_rows.allowed_amount
    where parsed.problem = 'overflow'
    union all
    select text_rows.line, 'paid_amount'
    from text_rows
    join parsed_paid_amount as parsed on parsed.text = text_rows.paid_amount
    where parsed.problem = 'overflow'
    union all
    select text_rows.line, 'patient_responsibility'
    from text_rows
    join parsed_patient_responsibility as parsed on parsed.text = text_rows.patient_responsibility
    where parsed.problem = 'overflow'
    union all
    select text_rows.line, 'appeal_recovered_amount'
    from text_rows
    join parsed_appeal_recovered_amount as parsed on parsed.text = text_rows.appeal_recovered_amount
    where parsed.problem = 'overflow'
)
select line, first(column_name) as column_name from amounts group by line;
