-- question: Which practices, imports, payer names and codes do the current claim rows hold, and when?
-- grain: one row per practice, import, payer name, procedure code and name of the practice
-- What is asked of all rows is asked of these few: the rows of every code are read for it once.
create or replace temp table claim_groups as
select
    practice_id, import_id, payer_name, procedure_code, practice_name,
    count(*) as claim_rows,
    min(service_date) as first_service_date,
    max(service_date) as last_service_date,
    max(submitted_date) as last_submitted_date,
    max(adjudicated_date) as last_adjudicated_date,
    min(row_order) filter (where practice_name is not null) as named_at
from current_claims
group by practice_id, import_id, payer_name, procedure_code, practice_name;
