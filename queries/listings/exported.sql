-- question: Which columns do the loaded files have?
-- grain: one row per kind of file and column that at least one practice in the user's scope exports
-- $filters: access scope
select distinct kind, column_name
from exported_columns
where practice_in_filter($filters, practice_id)
order by kind, column_name
