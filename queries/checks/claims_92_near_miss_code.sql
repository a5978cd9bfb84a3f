-- question: Which procedure codes look like D9311 and are another code?
-- rule: flag; the code looks like D9311 and is not taken as D9311
-- repair: If D9311 is meant, correct the code and import again.
with near as (
    select line, procedure_code, clean_code(procedure_code) as code
    from kept_rows
    where contains(procedure_code, '9311')
)
select 'procedure_code' as column_name, shown_code(procedure_code) as value, min(line) as line, count(*) as row_count
from near
where code not in ('D9311', '9311', '9311.0', '09311')
group by value
order by value;
