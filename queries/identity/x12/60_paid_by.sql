-- question: Under which payer of its claim does an event stand?
-- grain: x12_paid_by one row per event
create or replace temp table claim_payers as
select distinct known.practice_id, known.claim_id, identities.identity_key, 'export' as source
from known_lines as known
join payer_identities as identities using (payer_key)
union
select practice_id, claim_id, identity_key, '837' from x12_lined where source = '837';

create or replace temp table only_payers as
with answers as (
    select practice_id, claim_id, source, min(identity_key) as answer_key,
        min(coalesce(payer_rule, '')) as payer_rule,
        coalesce(bool_or(source = '835' and regexp_matches(adjustment_codes, '\b0*(109|27|31)\b')), false)
            as is_sent_wrong,
        bool_or(source = '835' and payer_order <> 'primary' and says_another_paid(adjustment_codes))
            is true as is_second
    from x12_lined
    group by practice_id, claim_id, source
    having count(distinct identity_key) = 1
),
payers as (
    select practice_id, claim_id, if(bool_or(source = 'export'), 'export', '837') as known_by
    from claim_payers
    group by practice_id, claim_id
),
single as (
    select claim_payers.practice_id, claim_payers.claim_id, min(claim_payers.identity_key) as identity_key,
        payers.known_by
    from claim_payers
    join payers
        on payers.practice_id = claim_payers.practice_id and payers.claim_id = claim_payers.claim_id
        and payers.known_by = claim_payers.source
    group by all
    having count(distinct claim_payers.identity_key) = 1
)
select practice_id, claim_id, answers.source, answers.answer_key, single.identity_key
from answers
join single using (practice_id, claim_id)
where answers.payer_rule = '' and not answers.is_sent_wrong and not answers.is_second
    and answers.source <> single.known_by
    and answers.answer_key <> single.identity_key;

create or replace temp table x12_paid_by as
select
    lined.* replace (coalesce(only_payers.identity_key, lined.identity_key) as identity_key,
        if(only_payers.identity_key is not null, 'claim', lined.payer_rule) as payer_rule),
    lined.claim_status_code = '22' or coalesce(lined.paid_amount < 0, false) as is_reversal
from x12_lined as lined
left join only_payers
    on only_payers.practice_id = lined.practice_id and only_payers.claim_id = lined.claim_id
    and only_payers.source = lined.source and only_payers.answer_key = lined.identity_key;
