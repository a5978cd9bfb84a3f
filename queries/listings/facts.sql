-- question: What is loaded, and how far does it reach?
-- definition: counts and dates of all current data in the user's scope; invented: sample data are among them;
--   rows_set_aside: those that no later import told of again.
-- grain: one row
-- $filters: access scope, as-of date
with files as (
    select
        count(*) as imports,
        coalesce(bool_or(is_sample), false) as invented,
        (select count(*) from (select distinct import_id, line from rows_to_mend)) as rows_set_aside
    from imports
),

episodes_in_scope as (
    select
        count(*) as episodes,
        min(service_date) as first_service_date,
        max(service_date) as last_service_date,
        max(decided) as newest_decision_date
    from episodes
    where in_list(($filters).scope, practice_id)
),

consultations_in_scope as (
    select count(*) as consultations, max(consultation_date) as newest_consultation_date
    from consultations
    where in_list(($filters).scope, practice_id)
)

select
    imports, invented, rows_set_aside,
    episodes, consultations_in_scope.consultations,
    episodes_in_scope.first_service_date, episodes_in_scope.last_service_date,
    episodes_in_scope.newest_decision_date, consultations_in_scope.newest_consultation_date,
    as_of_date($filters) as as_of,
    keeps_history
from files
cross join episodes_in_scope
cross join consultations_in_scope
cross join data_facts
