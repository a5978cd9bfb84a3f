-- question: Which texts of the consultations are searched for a clinical scenario?
-- grain: one row per consultation, source (scenario part, or condition and reason) and text
create or replace macro without_negations(words) as regexp_replace(
    regexp_replace(
        lower(words), '\b(no|denies|negative for|without)\b([^\w.;,]+\w+){0,3}', ' ', 'g'
    ),
    'bleeding on probing|bleeding gums|surgical stent|oral cancer screening', ' ', 'g'
);

create or replace temp table scenario_parts as
with parts as (
    select practice_id, consultation_id, trim(unnest(string_split(scenario, ';'))) as part
    from current_consultations
    where scenario is not null
)
select
    parts.practice_id,
    parts.consultation_id,
    coalesce(named.scenario, labelled.scenario) as scenario,
    without_negations(parts.part) as searched
from parts
left join scenarios as named on named.scenario = regexp_replace(lower(parts.part), '[ -]', '_', 'g')
left join scenarios as labelled on lower(labelled.label) = lower(parts.part);

create or replace temp table scenario_notes as
select
    practice_id,
    consultation_id,
    without_negations(coalesce(medical_condition, ''))
    || ' ' || without_negations(coalesce(reason, '')) as searched
from current_consultations;

create or replace temp table scenario_searches as
select searched from scenario_parts where scenario is null
union
select searched from scenario_notes;

create or replace temp table scenario_matches (searched text, scenario text, pass text);
