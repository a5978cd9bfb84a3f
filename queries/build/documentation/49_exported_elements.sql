-- question: Which documentation elements and billing checks can each practice's export show at all?
-- grain: one row per practice and element; one row per practice and check
create or replace table exported_elements as
select distinct practice_id, element
from exported_columns
join (
    values
    ('reason', 'reason'), ('date', 'consultation_date'), ('time', 'consultation_time'), ('method', 'method'),
    ('professional', 'professional_name'), ('outcome', 'outcome'), ('record', 'correspondence_on_file'),
    ('record', 'verbal_summary')
) as needs (element, column_name) using (column_name)
where kind = 'consultations';

create or replace table exported_checks as
with needs (check_name, kind, column_name) as (
    values
    ('coverage_verified', 'claims', 'coverage_verified_date'),
    ('not_routine', 'consultations', 'routine_referral'),
    ('written_in_time', 'consultations', 'recorded_at'),
    ('written_in_time', 'claims', 'submitted_date'),
    ('signed', 'consultations', 'signed_by'),
    ('signed', 'consultations', 'signed_at')
),
practices as (
    select distinct practice_id from exported_columns
),
unmet as (
    select distinct practices.practice_id, needs.check_name
    from practices
    cross join needs
    anti join exported_columns as columns
        on columns.practice_id = practices.practice_id
        and columns.kind = needs.kind
        and columns.column_name = needs.column_name
)
select practices.practice_id, checks.check_name as "check"
from practices
cross join (select distinct check_name from needs) as checks
anti join unmet on unmet.practice_id = practices.practice_id and unmet.check_name = checks.check_name
union
select distinct practice_id, 'evidence_sent'
from exported_columns
where kind = 'claims' and column_name in ('attachment_sent', 'attachment_reference')
union
select practices.practice_id, always.check_name
from practices
cross join (
    values ('has_record'), ('no_same_day_codes'), ('consulted_in_time'), ('separate_record')
) as always (check_name);
