-- question: What do the words for the outcome of an episode or a row mean?
-- Each is said here alone; what the outcomes are is in docs/definitions/outcomes.md.
create or replace macro is_approved(outcome) as
    outcome in ('approved_paid', 'approved_zero', 'approved_reduced');

create or replace macro is_decided(outcome) as
    outcome = 'denied' or is_approved(outcome);

create or replace macro is_adjudicated(outcome) as
    outcome = 'exhausted' or is_decided(outcome);

-- The names under which outcomes are taken together, of one outcome.
create or replace macro outcome_groups(outcome) as
    concat_ws(
        ';', if(is_approved(outcome), 'approved', null), if(is_decided(outcome), 'decided', null),
        if(is_adjudicated(outcome), 'adjudicated', null)
    );

-- The practice has it still, or again: the payer never took it.
create or replace macro waits_to_be_sent(outcome) as
    outcome in ('unsent', 'rejected');

create or replace macro is_accepted(outcome) as
    outcome <> 'void' and not waits_to_be_sent(outcome);

-- An estimate, or a line of a second payer: no consultation is billed by it.
create or replace macro is_of_no_episode(outcome) as
    outcome in ('secondary', 'predetermined');

-- What a rate is about: neither cancelled nor unsent, turned back unread, or paid by head.
create or replace macro is_counted(outcome) as
    is_accepted(outcome) and outcome <> 'capitated';

-- What the billing checks are about, unsent and rejected ones too.
create or replace macro is_checked(outcome) as
    outcome not in ('void', 'capitated');

create or replace macro is_open(outcome, rework_open) as
    outcome = 'pending' or (outcome = 'denied' and rework_open);

-- Sent, and no decision yet: neither a resend after a denial nor a payment taken
-- back, whose clock began anew.
create or replace macro awaits_first_decision(outcome, first_outcome, first_submitted) as
    outcome = 'pending' and first_outcome is null and first_submitted is not null;

create or replace macro is_paid_line(outcome, paid) as
    is_adjudicated(outcome) and paid > 0;

-- A verdict on the patient's plan, not on D9311.
create or replace macro is_denied_not_on_code(outcome, denial_category) as
    outcome = 'denied' and denial_category in ('eligibility', 'coordination', 'coordination_medical');

-- What the payer says so far, in one word, whatever it pays.
create or replace macro answer_of(outcome) as
    case
        when is_approved(outcome) then 'approved'
        when outcome = 'denied' then 'denied'
        when outcome in ('pending', 'unsent') then 'undecided'
        when not is_checked(outcome) then 'nothing to decide'
        else 'other'
    end;

-- The payer paid in the end; where amounts are not exported, it approved and said nothing of zero.
create or replace macro is_paid_at_last(outcome, paid) as
    is_approved(outcome) and coalesce(paid > 0, outcome <> 'approved_zero');

-- An allowed amount of 0 on an approved episode is one that the export does not say; under a won appeal it is
-- that of the denied row.
create or replace macro allowed_known(outcome, rule, allowed) as
    if(is_approved(outcome) and rule <> 'appeal_won' and allowed > 0, allowed, null);

-- What a denial is about in dollars: the amounts beside its codes, where none is written the amount billed.
create or replace macro amount_denied(denial_amount, billed) as
    coalesce(denial_amount, billed);
