-- question: What does the chart hold about the consultations of these episodes, and in which cell?
-- grain: one row per episode with a linked consultation and column of its record that is not blank
-- $filters: access scope
-- $episodes: the episodes' ids
with chosen as (
    select episode_id, practice_id, consultation_id from episodes_of_billings($filters)
    where list_contains($episodes::text[], episode_id)
),

records as (
    select
        chosen.episode_id,
        columns(notes.* exclude (practice_id, patient_id, provider_id))::text
    from current_consultations as notes
    join chosen on chosen.practice_id = notes.practice_id and chosen.consultation_id = notes.consultation_id
),

cells as (
    unpivot records on
        consultation_id, provider_name, consultation_date, consultation_time, method, professional_name,
        professional_credential, professional_specialty, professional_npi, scenario, medical_condition,
        planned_procedure, reason, outcome, treatment_change, correspondence_on_file, verbal_summary,
        recorded_at, signed_by, signed_at
    into name column_name value value
)

select
    episode_id, column_name, value, line::bigint as line, imports.file_name, imports.imported_at,
    imports.import_id
from cells
join imports on imports.import_id = cells.import_id::integer
order by episode_id, column_name
