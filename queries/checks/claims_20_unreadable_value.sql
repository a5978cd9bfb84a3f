-- question: Which claim lines have a service date or a billed amount that cannot be read?
-- rule: set aside; {column} cannot be read
-- repair: write dates as 2025-03-31 and amounts as 1234.50, and import again
with unreadable as (
    select text_rows.line, 'service_date' as column_name
    from text_rows
    join parsed_service_date as parsed on parsed.text = text_rows.service_date
    where parsed.value is null
    union all
    select text_rows.line, 'billed_amount' as column_name
    from text_rows
    join parsed_billed_amount as parsed on parsed.text = text_rows.billed_amount
    where parsed.value is null
)
select line, max(column_name) as column_name from unreadable group by line;
