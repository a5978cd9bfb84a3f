-- question: Which claim lines were decided before the service was given?
-- rule: flag; {column} is before service_date
-- repair: check both dates; the rows are kept as they are
select 'adjudicated_date' as column_name, null as value, min(line) as line, count(*) as row_count
from kept_rows
where adjudicated_date < service_date
having count(*) > 0;
