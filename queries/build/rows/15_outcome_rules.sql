-- question: Which outcome does each rule of outcomes.md give?
-- grain: one row per rule
create or replace table outcome_rules as
select unnest.rule, unnest.outcome, unnest.meaning
from unnest([
    {'rule': 'other_payer', 'outcome': 'secondary', 'meaning': 'the row belongs to a second or third payer'},
    {'rule': 'predetermination', 'outcome': 'predetermined', 'meaning': 'an estimate before treatment, not a claim'},
    {'rule': 'void', 'outcome': 'void', 'meaning': 'the claim was voided'},
    {'rule': 'reversal', 'outcome': 'reversal', 'meaning': 'the payer took an earlier decision back'},
    {'rule': 'unsent', 'outcome': 'unsent', 'meaning': 'the claim is still a draft'},
    {'rule': 'front_end', 'outcome': 'rejected', 'meaning': 'rejected before the payer decided anything'},
    {'rule': 'capitation', 'outcome': 'capitated', 'meaning': 'covered by a capitation agreement, paid by the month'},
    {'rule': 'duplicate', 'outcome': 'duplicate', 'meaning': 'the payer calls it a repeat of another claim'},
    {'rule': 'paid_reduced', 'outcome': 'approved_reduced', 'meaning': 'paid in part or as an alternate benefit'},
    {'rule': 'paid', 'outcome': 'approved_paid', 'meaning': 'the payer paid'},
    {'rule': 'in_review', 'outcome': 'pending', 'meaning': 'the payer says the line is pending review'},
    {'rule': 'awaiting', 'outcome': 'pending', 'meaning': 'no decision yet'},
    {'rule': 'benefit_used_up', 'outcome': 'exhausted', 'meaning': 'the benefit maximum is reached: no verdict on D9311'},
    {'rule': 'status_denied', 'outcome': 'denied', 'meaning': 'the status says denied and nothing was paid'},
    {'rule': 'denial_code', 'outcome': 'denied', 'meaning': 'a denial code stands on the row'},
    {'rule': 'patient_share', 'outcome': 'approved_zero', 'meaning': 'approved; the patient owes the whole allowed amount'},
    {'rule': 'unmapped_code', 'outcome': 'indeterminate', 'meaning': 'a CARC that the code list does not hold'},
    {'rule': 'zero_unexplained', 'outcome': 'indeterminate', 'meaning': 'nothing paid and no reason given: enter the reason from the EOB'}
]);
