-- question: What did the import keep but find odd?
-- grain: one row per finding
select import_id, line, column_name as column, rule, message, count
from import_warnings
union all
select null, null, null, rule, message, count
from build_warnings
order by import_id nulls last, rule, line
