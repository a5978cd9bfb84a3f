-- question: What did each consultation of the filter bring, in money and for how many minutes?
-- grain: macro; one row per consultation
-- paid: by all payers of its billing; patient_share: what the answer that came last says, less what payers
--   paid after that answer or beside it. Both null where the practice's claims do not have the column.
create or replace macro selected_yields(filters) as table
select
    practice_id,
    consultation_id,
    payer,
    is_outside,
    billing_is_claimed as is_billed,
    coalesce(
        billing_is_undecided,
        ledger_base = 'consulted, not yet accepted' or coalesce(
            is_too_recent(filters, ledger_base, consultation_date), false
        )
    ) as is_undecided,
    yield_paid as paid,
    yield_share as patient_share,
    minutes
from selected_consultations(filters);
