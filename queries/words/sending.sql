-- question: Which checks before sending read the record, and which have shown that they tell?
-- What the payer saw is told by the record only where it was written before the payer decided.
create or replace macro reads_record(name) as
    name not in (
        'check_evidence_sent', 'check_coverage_verified', 'check_no_same_day_codes', 'check_consulted_in_time',
        'check_not_repeated'
    );

-- Claims that fail it were denied more often than those that pass, beyond chance, on at least five that fail.
create or replace macro is_telling(failed_denied, failed, passed_denied, passed) as
    coalesce(failed >= 5 and newcombe_low(failed_denied, failed, passed_denied, passed) > 0, false);
