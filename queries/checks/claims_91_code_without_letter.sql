-- question: Which procedure codes are D9311 written without its letter?
-- rule: flag; D9311 is written without its letter
-- repair: Nothing needs to be done: the rows are taken as D9311.
select 'procedure_code' as column_name, shown_code(procedure_code) as value, min(line) as line,
    count(*) as row_count
from near_rows
where is_d9311 and code <> 'D9311'
group by value
order by value;
