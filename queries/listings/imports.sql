-- question: Which files are loaded?
-- grain: one row per file, newest first
-- $filters: not used; every user of this dashboard may see what is loaded
select
    import_id, kind, file_name, imported_at, rows_read, rows_kept, rows_set_aside, encoding, delimiter, header_line,
    sha256, is_sample, columns
from imports
order by import_id desc
