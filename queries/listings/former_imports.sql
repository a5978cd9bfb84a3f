-- question: Which imports count no longer?
-- definition: undone, or sample data that gave way to one's own.
-- grain: one row per import, the last to leave first
-- $filters: not used; every user of this dashboard may see what is loaded
select import_id, kind, file_name, imported_at, rows_kept, left_at, reason
from former_imports
order by left_at desc, import_id desc
