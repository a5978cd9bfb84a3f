-- question: Which rows were set aside and told of by no later import, and how are they mended?
-- grain: one row per row set aside and rule, in file order
-- $import_id: the import's number
select import_id, line, column_name as column, rule, message, row_text
from rows_to_mend
where import_id = $import_id::integer
order by line, column_name
