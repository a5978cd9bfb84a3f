-- question: What did each consultation of the filter bring, in money and for how many minutes?
-- grain: macro; one row per consultation
-- paid: by all payers of its billing; patient_share: what the answer that came last says, less what payers
--   paid after that answer or beside it. Both null where the practice's claims do not have the column.
create or replace macro selected_yields(filters) as table
with answered as (
    select
        *,
        arg_max(decided, (coalesce(decided, date '0001-01-01'), episode_id))
            filter (where patient_responsibility is not null) over (partition by billing_id) as stated_on
    from episodes_of_billings(filters)
),
sums as (
    select
        billing_id,
        sum(paid) + max(other_payers_paid) as paid,
        coalesce(greatest(
            arg_max(patient_responsibility, (coalesce(decided, date '0001-01-01'), episode_id))
                filter (where patient_responsibility is not null)
            - coalesce(max(other_payers_paid), 0) - coalesce(sum(paid) filter (where decided > stated_on), 0),
            0
        ), 0) as patient_share,
        bool_or(waits_to_be_sent(outcome) or is_open(outcome, rework_open)) as is_undecided
    from answered
    group by billing_id
    having bool_or(outcome <> 'void')
)
select
    consulted.practice_id,
    consulted.consultation_id,
    consulted.payer,
    exported.practice_id is null or consulted.ledger_bucket = 'consulted, outside the claims export'
        as is_outside,
    sums.billing_id is not null as is_billed,
    coalesce(
        sums.is_undecided,
        consulted.ledger_bucket in ('consulted, too recent to tell', 'consulted, not yet accepted')
    ) as is_undecided,
    if(exported.has_paid, coalesce(sums.paid, 0), null) as paid,
    if(exported.has_patient_share, coalesce(sums.patient_share, 0), null) as patient_share,
    if(consulted.duration_minutes > 0, consulted.duration_minutes, null) as minutes
from selected_consultations(filters) as consulted
left join sums on sums.billing_id = consulted.billing_id
left join exported_amounts as exported on exported.practice_id = consulted.practice_id;
