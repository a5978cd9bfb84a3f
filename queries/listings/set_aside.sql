-- question: Which rows were set aside, and how are they mended?
-- grain: one row per row set aside and rule, in file order
-- $import_id: the import's number
select import_id, line, column_name as column, rule, message, row_text
from set_aside
where import_id = $import_id::integer
order by line, column_name
