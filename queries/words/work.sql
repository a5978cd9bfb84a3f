-- question: What wants an action, what is the action, and when is a deadline near?
-- worklist.md. The kinds of work stand in their order in work_episodes.
-- A payer never read it: turned away, or returned as unprocessable (MA130) and not sent again.
create or replace macro is_returned(outcome, rework_open, appealed, denied_not_appealed) as
    outcome = 'rejected' or (outcome = 'denied' and not (rework_open or appealed or denied_not_appealed));

-- Beyond the payer's usual time; where that is not known, or after a denial, beyond 60 days.
create or replace macro waits_too_long(is_awaiting, threshold_days, is_overdue, is_open_over_60_days) as
    if(is_awaiting and threshold_days is not null, is_overdue, is_open_over_60_days);

-- A denial that was worked and has its answer.
create or replace macro is_worked_and_decided(ever_denied, rework_open, appeal_is_decided, reworked) as
    ever_denied and not rework_open and (appeal_is_decided or reworked);

-- What a denial code leads to, as a list; a patient is never billed for CO or PI.
create or replace macro work_routes(route, group_code) as
    list_filter(
        list_transform(
            string_split_regex(coalesce(route, ''), ' (or|then) '),
            lambda one: case
                when one in ('resubmit', 'correct and resubmit') then 'correct and resubmit'
                when one = 'bill patient' and coalesce(group_code in ('CO', 'PI'), false) then 'write off'
                when one in ('appeal', 'bill other payer', 'bill patient', 'write off') then one
            end
        ),
        lambda one: one is not null
    );

-- What a denial's code leads to first; without a code that says so, its group does.
create or replace macro work_route(route, group_code) as
    coalesce(
        work_routes(route, group_code)[1],
        case when group_code = 'PR' then 'bill patient' when group_code in ('CO', 'PI') then 'write off' end
    );

create or replace macro missing_elements(reason, dated, timed, method, professional, outcome, record) as
    concat_ws(
        ';', if(not reason, 'reason', null), if(not dated, 'date', null), if(not timed, 'time', null),
        if(not method, 'method', null), if(not professional, 'professional', null),
        if(not outcome, 'outcome', null), if(not record, 'record', null)
    );

create or replace macro is_due_this_week(days_left) as
    coalesce(days_left between 0 and 6, false);

-- So near that the deadline decides the order.
create or replace macro is_deadline_near(days_left) as
    coalesce(days_left between 0 and 13, false);

create or replace macro is_deadline_past(days_left) as
    coalesce(days_left < 0, false);

-- The payer has not read it yet, and the time to file it runs.
create or replace macro is_to_be_filed(kind) as kind in ('rejected', 'not sent', 'never billed');

-- Null where the payer's rule is not known: no deadline is ever invented.
create or replace macro last_day_to_appeal(decided, appeal_days) as decided + appeal_days;
create or replace macro last_day_to_file(service_date, filing_days) as service_date + filing_days;

-- So near that the patient's other claims tell who the payer was.
create or replace macro is_within_a_year(one_day, other_day) as abs(one_day - other_day) <= 365;
create or replace macro likely_payer_basis() as 'payer of the patient''s other claims';

-- What an item of work is called: by its episode, else by its consultation.
create or replace macro item_of(episode_id, practice_id, consultation_id) as
    coalesce('episode|' || episode_id, concat_ws('|', 'consultation', practice_id, consultation_id));
