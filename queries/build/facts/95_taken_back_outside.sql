-- question: Of which claims did a payer take money back outside the claim (PLB)?
-- grain: adds to finding_rows one row per adjustment
insert into finding_rows
with back as (
    select practice_id, coalesce(payer_claim_control_number, x12_number) as reference,
        abs(sum(paid_amount)) as amount
    from x12_claims
    where paid_amount < 0
    group by all
)
select 'taken_back_outside', answers.practice_id, answers.payer, answers.claim_id, adjustments.reference,
    answers.service_date, answers.episode_id, adjustments.amount, null, null
from (
    select provider_adjustments.*, practice_given,
        list_append(string_split_regex(reference, '\s+'), reference) as named
    from provider_adjustments
    join imports using (import_id)
    where reason not in ('FB', 'L6', 'IR', 'LE', '50') and amount > 0
) as adjustments
join payer_answers as answers
    on list_has_any(adjustments.named, [answers.payer_claim_control_number, answers.x12_number])
    and answers.practice_id = coalesce(adjustments.practice_given, answers.practice_id)
anti join back on list_contains(adjustments.named, back.reference) and back.amount = adjustments.amount
    and back.practice_id = answers.practice_id
where answers.paid_amount > 0
qualify row_number() over (
    partition by adjustments.import_id, adjustments.line, adjustments.reference
    order by answers.import_id, answers.line
) = 1;
