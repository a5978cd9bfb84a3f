-- question: Which checks before sending read the record?
-- What the payer saw is told by the record only where it was written before the payer decided.
create or replace macro reads_record(name) as
    name not in (
        'check_evidence_sent', 'check_coverage_verified', 'check_no_same_day_codes',
        'check_consulted_in_time', 'check_not_repeated'
    );

create or replace macro name_of_check(name) as regexp_replace(name, '^(element|check)_', '');
