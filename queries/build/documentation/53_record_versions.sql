-- question: What did each export say of each part of a record, and up to which day does the export tell?
-- grain: export_days one row per import of consultations; record_versions one row per consultation and
--   import that holds it
-- An export tells up to the newest day that two of its records reach: one alone may be a slip of the
--   keyboard.
-- A day after the import is none. A number that was another patient's is another record.
create or replace table export_days as
with days as (
    select
        notes.import_id,
        greatest(notes.consultation_date, notes.recorded_at::date, notes.signed_at::date) as reached
    from consultation_rows as notes
    join imports on imports.import_id = notes.import_id
    where reached <= imports.imported_at::date
)
select import_id, max(reached, 2)[2] as tells_to
from days
group by import_id;

create or replace macro told(words) as
    if(not means_true(words), null, if(
        lower(trim(words)) in (select word from boolean_words where meaning = 'true'), 'yes', folded(words)
    ));

create or replace temp table record_versions as
with held as (
    select
        import_id,
        list_contains(columns, 'professional_name') as has_name,
        list_has_any(columns, ['professional_credential', 'professional_specialty']) as has_title,
        list_contains(columns, 'correspondence_on_file') as has_correspondence,
        list_contains(columns, 'verbal_summary') as has_verbal
    from imports
    where kind = 'consultations'
),
read as (
    select
        notes.*,
        held.* exclude (import_id),
        coalesce(groups.method_group, folded(notes.method)) as method_said,
        told(notes.correspondence_on_file) as correspondence_said,
        told(notes.verbal_summary) as summary_said,
        if(says_nothing(notes.outcome), null, folded(notes.outcome)) as outcome_said,
        former.import_id is null as is_current
    from consultation_rows as notes
    join held on held.import_id = notes.import_id
    left join method_groups as groups on groups.method = notes.method
    left join former_consultations as former
        on former.import_id = notes.import_id and former.line = notes.line
)
select
    read.practice_id,
    read.consultation_id,
    read.import_id,
    read.is_current,
    count(*) over (partition by read.practice_id, read.consultation_id) = 1 as is_only,
    read.recorded_at::date as recorded,
    read.signed_at::date as signed,
    folded(read.reason) as reason,
    read.consultation_date::text as consultation_date,
    read.consultation_time::text as consultation_time,
    read.method_said as method,
    folded(read.professional_name) as professional_name,
    folded(read.professional_credential) as professional_credential,
    folded(read.professional_specialty) as professional_specialty,
    read.outcome_said as outcome,
    read.correspondence_said as correspondence_on_file,
    read.summary_said as verbal_summary,
    coalesce(names_professional(
        read.has_title, read.professional_name, read.professional_credential, read.professional_specialty
    ), false) as is_named,
    coalesce(holds_record(
        read.has_correspondence, read.has_verbal, read.method_said, read.correspondence_said is not null,
        read.summary_said is not null
    ), false) as is_held
from read
join current_consultations as newest
    on newest.practice_id = read.practice_id and newest.consultation_id = read.consultation_id
    and newest.patient_id = read.patient_id;
