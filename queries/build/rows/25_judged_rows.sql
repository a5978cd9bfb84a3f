-- question: Whose answer is each row, and what does it allow, before a rule says what it means?
-- grain: one row per coded row (D9311 and same-day candidates)
create or replace temp view judged_rows as
with facts as (
    select
        r.*,
        coalesce(f.codes, []) as codes,
        coalesce(f.carcs, []) as carcs,
        f.unmapped_carc,
        f.patient_share,
        coalesce(f.has_patient_share, false) as has_patient_share,
        coalesce(f.denial_carcs, []) as denial_carcs,
        coalesce(f.has_denial_code, false) as has_denial_code,
        f.denial_code,
        coalesce(f.denial_category, 'no_reason_given') as denial_category,
        f.group_code,
        coalesce(r.paid_amount, 0) as paid
    from coded_rows as r
    left join row_code_facts as f on f.import_id = r.import_id and f.line = r.line
),
ordered as (
    select
        *,
        coalesce(payer_order in ('secondary', 'tertiary'), false)
        or coalesce(claim_type = 'secondary', false)
        or (coalesce(payer_order <> 'primary', true) and list_contains(carcs, '23')) as is_other_payer
    from facts
)
select
    *,
    case
        when allowed_amount is not null then allowed_amount
        when is_other_payer or has_denial_code then null
        when patient_share is not null then paid + patient_share
        when paid > 0 and paid + patient_responsibility < billed_amount then paid + patient_responsibility
    end as allowed
from ordered;
