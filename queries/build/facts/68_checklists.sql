-- question: Which answers of a record and a billing belong to a number?
-- grain: one row per set of answers of an episode or a consultation, whose checks are null
create or replace table checklists as
select distinct
    checklist, element_reason, element_date, element_time, element_method, element_professional,
    element_outcome, element_record, strict, check_has_record, check_evidence_sent, check_coverage_verified,
    check_not_routine, check_no_same_day_codes, check_written_in_time, check_consulted_in_time, check_signed,
    check_separate_record, is_late_record
from episodes
union
select
    checklist, element_reason, element_date, element_time, element_method, element_professional,
    element_outcome, element_record, strict, null, null, null, null, null, null, null, null, null, null
from consultations;
