-- question: What did the payer decide on each row, and which rule says so?
-- grain: one row per coded row (D9311 and same-day candidates), the first rule of outcomes.md that fits
create or replace temp table row_outcomes as
with ruled as (
    select
        *,
        case
            when is_other_payer then 'other_payer'
            when status_kind = 'predetermination'
                or coalesce(claim_type in ('preauth', 'predetermination'), false)
                or list_contains(carcs, '101') then 'predetermination'
            when status_kind = 'void' or submission_type = 'void' then 'void'
            when status_kind = 'reversed' or paid < 0 or allowed < 0 then 'reversal'
            when status_kind = 'draft' then 'unsent'
            when status_kind = 'rejected' and adjudicated_date is null and len(carcs) = 0 then 'front_end'
            when (list_contains(carcs, '24') or coalesce(claim_type = 'capitation', false)) and paid = 0
                then 'capitation'
            when list_has_any(codes, ['18', 'B13', 'N522']) and paid = 0 then 'duplicate'
            when paid > 0 and (list_contains(carcs, '169') or status_kind = 'partial') then 'paid_reduced'
            when paid > 0 then 'paid'
            when list_has_any(carcs, ['133', '257']) then 'in_review'
            when adjudicated_date is null and status_kind = 'pending' then 'awaiting'
            when adjudicated_date is null and status_kind = 'appealed'
                and coalesce(appeal_outcome <> 'upheld', true) then 'awaiting'
            when adjudicated_date is null and status_kind = 'decided'
                and paid_amount is null and allowed is null and len(codes) = 0 then 'awaiting'
            when len(denial_carcs) > 0 and list_has_all(['119', '35', '149'], denial_carcs)
                and not list_has_any(codes, ['M86', 'N362', 'N435', 'N640']) then 'benefit_used_up'
            when status_kind = 'denied' then 'status_denied'
            when has_denial_code then 'denial_code'
            when list_has_any(carcs, ['1', '2', '3', '100', '187']) then 'patient_share'
            when status_kind in ('paid', 'partial') and allowed > 0 then 'patient_share'
            when unmapped_carc is not null then 'unmapped_code'
            else 'zero_unexplained'
        end as rule
    from judged_rows
)
select
    ruled.*,
    rules.outcome,
    is_adjudicated(rules.outcome) as is_adjudicated,
    (status_kind = 'denied' and paid > 0)
    or (status_kind = 'paid' and paid = 0 and coalesce(allowed, 0) = 0)
    or (status_kind = 'denied' and has_patient_share and not has_denial_code)
    or (status_kind in ('draft', 'rejected') and paid > 0) as conflict
from ruled
join outcome_rules as rules on rules.rule = ruled.rule;
