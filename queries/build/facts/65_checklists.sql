-- question: By which number are all answers of a record and a billing known, taken together?
-- grain: macros
-- Sets of answers are few, however many rows there are: a measure of elements or checks counts by this
-- number, and looks at single answers in the table `checklists` alone.
create or replace macro answer_digit(answer) as
    case when answer then 2 when not answer then 1 else 0 end;

create or replace macro answers_number(one, two, three, four, five, six) as
    ((((answer_digit(one) * 3 + answer_digit(two)) * 3 + answer_digit(three)) * 3 + answer_digit(four)) * 3
        + answer_digit(five)) * 3 + answer_digit(six);

create or replace macro record_number(reason, dated, timed, method, professional, outcome, record, strict) as
    answers_number(reason, dated, timed, method, professional, outcome) * 9
    + answer_digit(record) * 3 + answer_digit(strict);

create or replace macro checks_number(
    has_record, evidence_sent, coverage_verified, not_routine, no_same_day_codes, written_in_time,
    consulted_in_time, signed, separate_record, is_late_record
) as
    answers_number(
        has_record, evidence_sent, coverage_verified, not_routine, no_same_day_codes, written_in_time
    ) * 81 + answer_digit(consulted_in_time) * 27 + answer_digit(signed) * 9
    + answer_digit(separate_record) * 3 + answer_digit(is_late_record);
