-- question: What is loaded, and how far does it reach?
-- definition: counts and dates of all current data in the user's scope; invented: sample data are among them.
-- grain: one row
-- $filters: access scope
with episodes_in_scope as (
    from episodes_of_billings($filters)
)

select
    (select count(*) from imports) as imports,
    coalesce((select bool_or(is_sample) from imports), false) as invented,
    (select sum(rows_set_aside) from imports)::bigint as rows_set_aside,
    (select count(*) from episodes_in_scope) as episodes,
    (select count(*) from selected_consultations($filters)) as consultations,
    (select min(service_date) from episodes_in_scope) as first_service_date,
    (select max(service_date) from episodes_in_scope) as last_service_date,
    (select max(decided) from episodes_in_scope) as newest_decision_date,
    as_of_date($filters) as as_of,
    (select keeps_history from data_facts) as keeps_history
