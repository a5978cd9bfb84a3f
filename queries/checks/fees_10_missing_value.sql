-- question: Which rows of the list lack a value that every row needs?
-- rule: set aside; no value is given
-- repair: Fill it in and import again.
with marked as (
    select
        text_rows.line,
        case
            when is_missing(text_rows.payer_name) then 'payer_name'
            when amounts.value is null and amounts.problem is null then 'expected_fee'
        end as column_name
    from text_rows
    left join parsed_expected_fee as amounts on amounts.text = text_rows.expected_fee
)
select line, column_name from marked where column_name is not null;
