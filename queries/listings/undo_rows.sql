-- question: How much of an import is in use, and how many findings does it have?
-- definition: in_use: its rows that no newer import replaced.
-- grain: one row
-- $import_id: the import's number
select
    (select count(*) from current_claims where import_id = $import_id::integer)
    + (select count(*) from current_consultations where import_id = $import_id::integer) as in_use,
    (select count(*) from import_warnings where import_id = $import_id::integer) as findings
