-- question: Which outcome does each rule of outcomes.md give?
-- grain: one row per rule
create or replace temp table outcome_rules as
from (values
    ('other_payer', 'secondary', 'the row belongs to a second or third payer'),
    ('predetermination', 'predetermined', 'an estimate before treatment, not a claim'),
    ('void', 'void', 'the claim was voided'),
    ('reversal', 'reversal', 'the payer took an earlier decision back'),
    ('unsent', 'unsent', 'the claim is still a draft'),
    ('front_end', 'rejected', 'rejected before the payer decided anything'),
    ('capitation', 'capitated', 'covered by a capitation agreement, paid by the month'),
    ('duplicate', 'duplicate', 'the payer calls it a repeat of another claim'),
    ('paid_reduced', 'approved_reduced', 'paid in part or as an alternate benefit'),
    ('paid', 'approved_paid', 'the payer paid'),
    ('in_review', 'pending', 'the payer says the line is pending review'),
    ('awaiting', 'pending', 'no decision yet'),
    ('benefit_used_up', 'exhausted', 'the benefit maximum is reached: no verdict on D9311'),
    ('status_denied', 'denied', 'the status says denied and nothing was paid'),
    ('denial_code', 'denied', 'a denial code stands on the row'),
    ('patient_share', 'approved_zero', 'approved; the patient owes the whole allowed amount'),
    ('unmapped_code', 'indeterminate', 'a CARC that the code list does not hold'),
    ('zero_unexplained', 'indeterminate', 'nothing paid and no reason given: enter the reason from the EOB')
) as rules(rule, outcome, meaning);
