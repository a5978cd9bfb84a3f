-- question: Which procedure codes look like D9311 and are another code?
-- rule: flag; the code looks like D9311 and is not taken as D9311
-- repair: If D9311 is meant, correct the code and import again.
select 'procedure_code' as column_name, shown_code(procedure_code) as value, min(line) as line,
    count(*) as row_count
from near_rows
where not is_d9311
group by value
order by value;
