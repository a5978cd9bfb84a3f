-- question: Which procedure codes are D9311 written without its letter?
-- rule: flag; D9311 is written without its letter
-- repair: Nothing needs to be done: the rows are taken as D9311.
with near as (
    select line, procedure_code, clean_code(procedure_code) as code
    from kept_rows
    where contains(procedure_code, '9311')
)
select 'procedure_code' as column_name, shown_code(procedure_code) as value, min(line) as line, count(*) as row_count
from near
where code in ('9311', '9311.0', '09311')
group by value
order by value;
