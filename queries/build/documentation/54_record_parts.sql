-- question: Since which export does each part of a record say what it says now?
-- grain: record_parts one row per consultation, import and column that the export holds; written_parts one
--   row per consultation and column in which the record says something now
-- `written_import`: the first export that said so; `proof_import`: of the exports before it that hold the
-- column, and say something else or nothing in it, the one that tells furthest, but no further than that one:
-- an older export may have been imported later. `recorded`, `signed`: the earliest that any export which says
-- so gives for the record.
create or replace temp table record_parts as
with held_columns as (
    select import_id, unnest(columns) as column_name from imports where kind = 'consultations'
),
listed as (
    from (
        values
        ('reason', 'reason'), ('date', 'consultation_date'), ('time', 'consultation_time'),
        ('method', 'method'), ('professional', 'professional_name'),
        ('professional', 'professional_credential'), ('professional', 'professional_specialty'),
        ('outcome', 'outcome'), ('record', 'correspondence_on_file'), ('record', 'verbal_summary')
    ) as listed (element, column_name)
),
parts as (
    from record_versions
    unpivot include nulls (
        said for column_name in (
            reason, consultation_date, consultation_time, method, professional_name, professional_credential,
            professional_specialty, outcome, correspondence_on_file, verbal_summary
        )
    )
)
select
    practice_id, consultation_id, import_id, is_current, is_only, recorded, signed, element, column_name,
    said,
    case element when 'professional' then is_named when 'record' then is_held else said is not null end
        as is_there,
    tells_to
from parts
join listed using (column_name)
semi join held_columns using (import_id, column_name)
left join export_days using (import_id);

create or replace temp table written_parts as
with written as (
    select
        practice_id, consultation_id, element, column_name,
        min(same.import_id) as written_import,
        min(same.recorded) as recorded,
        min(same.signed) as signed
    from record_parts as same
    join record_parts as now_said using (practice_id, consultation_id, element, column_name, said)
    where now_said.is_current and not same.is_only
    group by all
)
-- a record that one export alone holds: what it says was written by it
select practice_id, consultation_id, element, column_name, import_id as written_import, recorded, signed,
    null::date as proof_date, null::integer as proof_import
from record_parts
where is_only and said is not null
union all
select
    written.practice_id, written.consultation_id, written.element, written.column_name,
    written.written_import, written.recorded, written.signed,
    max(earlier.tells_to) as proof_date,
    arg_max(earlier.import_id, (earlier.tells_to, earlier.import_id)) as proof_import
from written
left join export_days as days on days.import_id = written.written_import
left join (from record_parts where not is_only) as earlier
    on earlier.practice_id = written.practice_id
    and earlier.consultation_id = written.consultation_id
    and earlier.column_name = written.column_name
    and earlier.import_id < written.written_import
    and earlier.tells_to <= days.tells_to
group by all;
