-- question: Which claim lines were decided before the service was given?
-- rule: flag; the date is before service_date
-- repair: Check both dates; the rows were kept.
select 'adjudicated_date' as column_name, null as value, min(line) as line, count(*) as row_count
from kept_rows
where adjudicated_date < service_date
having count(*) > 0;
