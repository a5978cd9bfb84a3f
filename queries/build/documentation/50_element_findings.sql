-- question: Which required elements does each consultation record hold?
-- grain: one row per consultation; an element that the practice does not export is null, never a gap
create or replace macro says_nothing(words) as regexp_full_match(
    trim(lower(words)),
    '(pending|lm|no answer|no response|not received|not on file|see chart|see notes|same)'
    || '|(awaiting|waiting|requested|left message)(\s+\S+){0,3}'
);

create or replace macro means_true(words) as
    words is not null
    and not says_nothing(words)
    and lower(trim(words)) not in (select word from boolean_words where meaning = 'false');

create or replace temp table element_findings as
with exported as (
    select
        practice_id,
        bool_or(column_name = 'reason') as has_reason,
        bool_or(column_name = 'consultation_date') as has_date,
        bool_or(column_name = 'consultation_time') as has_time,
        bool_or(column_name = 'method') as has_method,
        bool_or(column_name = 'professional_name') as has_name,
        bool_or(column_name in ('professional_credential', 'professional_specialty')) as has_title,
        bool_or(column_name = 'outcome') as has_outcome,
        bool_or(column_name = 'correspondence_on_file') as has_correspondence,
        bool_or(column_name = 'verbal_summary') as has_verbal
    from exported_columns
    where kind = 'consultations'
    group by practice_id
),
read as (
    select
        consultations.*,
        exported.* exclude (practice_id),
        if(consultations.method is null, null, coalesce(groups.method_group, 'other')) as method_group,
        means_true(consultations.correspondence_on_file) as is_written,
        means_true(consultations.verbal_summary) as is_summarised
    from current_consultations as consultations
    join exported on exported.practice_id = consultations.practice_id
    left join method_groups as groups on groups.method = consultations.method
),
judged as (
    select
        practice_id,
        consultation_id,
        method_group,
        if(has_reason, reason is not null, null) as element_reason,
        if(has_date, consultation_date is not null, null) as element_date,
        if(has_time, consultation_time is not null, null) as element_time,
        if(has_method, method is not null, null) as element_method,
        if(
            has_name,
            names_professional(has_title, professional_name, professional_credential, professional_specialty),
            null
        ) as element_professional,
        if(has_outcome, outcome is not null and not says_nothing(outcome), null) as element_outcome,
        holds_record(
            has_correspondence, has_verbal, method_group, is_written, is_summarised
        ) as element_record
    from read
)
select
    *,
    coalesce(element_reason, true) and coalesce(element_date, true) and coalesce(element_time, true)
    and coalesce(element_method, true) and coalesce(element_professional, true)
    and coalesce(element_outcome, true) and coalesce(element_record, true) as strict
from judged;
