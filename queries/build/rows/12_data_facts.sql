-- question: What span of time and which columns do the current rows hold?
-- grain: practice_spans one row per practice; exported_columns one row per practice, file kind and column
create or replace table practice_spans as
select
    practice_id,
    min(first_service_date) as first_service_date,
    max(last_service_date) as last_service_date,
    max(last_submitted_date) as last_submitted_date,
    max(last_adjudicated_date) as last_adjudicated_date,
    arg_min(practice_name, named_at) as practice_name,
    sum(claim_rows)::bigint as claim_rows
from claim_groups
group by practice_id;

create or replace table exported_columns as
with sources as (
    select distinct practice_id, import_id, 'claims' as kind from claim_groups
    union all
    select distinct practice_id, import_id, 'consultations' as kind from current_consultations
)
select distinct sources.practice_id, sources.kind, unnest(imports.columns) as column_name
from sources
join imports on imports.import_id = sources.import_id
union
-- what a newer file lacks and keeps from an older one
select sources.practice_id, sources.kind, unnest(import_effects.kept_columns)
from sources
join import_effects on import_effects.import_id = sources.import_id
where sources.kind = 'claims';
