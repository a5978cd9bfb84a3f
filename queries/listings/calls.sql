-- question: Which import calls brought claims or consultations, and is it known what each changed?
-- definition: is_compared: its changes are written down; those of the first call, and of one after which an
--   older import was undone, are not.
-- grain: one row per call, newest first
-- $filters: not used; every user of this dashboard may see what is loaded
select
    call_number,
    max(imported_at) as imported_at,
    string_agg(file_name, ', ' order by import_id) as file_names,
    bool_and(is_compared) as is_compared
from imports
where kind in ('claims', 'consultations')
group by call_number
order by call_number desc
