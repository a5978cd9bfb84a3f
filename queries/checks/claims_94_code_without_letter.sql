-- question: Which same-day codes are written without their letter?
-- rule: flag; a code that is not to be billed beside D9311 is written without its letter
-- repair: Nothing needs to be done: the rows are taken as that code.
with written as (
    select procedure_code, clean_code(procedure_code) as code, min(line) as line, count(*) as row_count
    from kept_rows
    group by procedure_code
)
select 'procedure_code' as column_name, shown_code(procedure_code) as value, line, row_count
from written
join known_values
    on known_values.column_name = 'same_day_code'
    and known_values.word
        = 'D' || regexp_extract(regexp_replace(code, '^(\d{4})\.0$', '\1'), '^0?(\d{4})$', 1)
order by procedure_code;
