-- question: What did the import keep but find odd?
-- grain: one row per finding
select import_id, line, column_name as column, rule, message, count
from import_warnings
order by import_id, rule, line
