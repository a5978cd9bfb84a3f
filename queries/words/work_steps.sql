-- question: What does each kind of work ask for?
-- worklist.md, next step. A step of a denial code may have several parts, parted by semicolons.
create or replace macro joined_steps(step, is_patient_free) as
    array_to_string(
        list_filter(
            list_transform(string_split(step, ';'), lambda one: trim(one)),
            lambda one: not is_patient_free
                or not regexp_matches(one, '(bill|collect from)( the)? patient')
        ),
        '; '
    );

-- The route before its step, where the step does not begin with it or is none.
create or replace macro routed_step(route, step) as
    case
        when route is null or starts_with(replace(step, ' the ', ' '), route) then step
        when step = '' then route
        else route || ': ' || step
    end;

-- What a kind of work asks for; a denial's own code says it better (step, route).
create or replace macro work_step(kind, step, group_code) as
    case
        when kind in ('denied', 'rejected') and step is not null
            then joined_steps(step, coalesce(group_code in ('CO', 'PI'), false))
        when kind = 'denied' then 'read the reason on the EOB and enter its code'
        when kind = 'rejected' then 'correct what the rejection names and send it again'
        when kind = 'not sent' then 'send it'
        when kind = 'taken back' then 'read on the EOB why the payment was taken back, and answer'
        when kind = 'waiting too long' then 'ask the payer for the status'
        when kind = 'exhausted' and group_code = 'PR' then 'bill the patient'
        when kind = 'exhausted' and group_code in ('CO', 'PI') then 'write off'
        when kind = 'exhausted' then 'read on the EOB who owes it, then bill the patient or another payer'
        when kind = 'underpaid' then 'ask the payer to pay what the contract says'
        when kind = 'ambiguous link' then 'say which consultation was billed'
        when kind = 'billed without record' then 'find the note, or record why there is none'
        when kind = 'never billed' then 'bill it, or note why it is not billed'
    end;
