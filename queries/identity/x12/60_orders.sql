-- question: Under which payer of its claim does an event stand, and in which order?
-- grain: x12_ordered one row per event with the payer's spelling and order
create or replace temp table claim_payers as
select distinct known.practice_id, known.claim_id, identities.identity_key, 'export' as source
from known_lines as known
join payer_identities as identities using (payer_key)
union
select practice_id, claim_id, identity_key, '837' from x12_lined where source = '837';

create or replace temp table only_payers as
with answers as (
    select practice_id, claim_id, source, min(identity_key) as answer_key, min(coalesce(payer_rule, '')) as payer_rule,
        coalesce(bool_or(source = '835' and regexp_matches(adjustment_codes, '\b0*(109|27|31)\b')), false) as is_sent_wrong
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
    select claim_payers.practice_id, claim_payers.claim_id, min(claim_payers.identity_key) as identity_key, payers.known_by
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
where answers.payer_rule = '' and not answers.is_sent_wrong and answers.source <> single.known_by
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

-- What a row of the same payer says, the export's before that of the 837D, the newest first.
create or replace temp table stated_orders as
with stated as (
    select known.practice_id, known.claim_id, identities.identity_key, known.payer_order, 1 as place,
        known.import_id, known.line
    from known_lines as known
    join payer_identities as identities using (payer_key)
    union all
    select practice_id, claim_id, identity_key, payer_order, 2, import_id, line from x12_paid_by where source = '837'
)
select practice_id, claim_id, identity_key,
    first(payer_order order by place, import_id desc, line desc) as payer_order
from stated
where payer_order in ('primary', 'secondary', 'tertiary')
group by practice_id, claim_id, identity_key;

create or replace temp table x12_ordered as
with payers_on_claim as (
    select practice_id, claim_id, count(distinct identity_key) as payers
    from (
        select practice_id, claim_id, identity_key from claim_payers
        union all
        select practice_id, claim_id, identity_key from x12_paid_by
    )
    group by practice_id, claim_id
),
habits as (
    select identity_key,
        count(distinct claim_id) >= 10
        and count(distinct claim_id) filter (where payer_order = 'secondary') >= 0.9 * count(distinct claim_id) as says_second
    from x12_paid_by
    where source = '835' and not is_reversal
    group by identity_key
),
judged as (
    select
        events.*,
        stated.payer_order as stated_order,
        stated.payer_order is null and events.source = '835' and payers_on_claim.payers = 1
        and not coalesce(regexp_matches(events.adjustment_codes, '(^|[^:.\d])0*23\b'), false)
        and coalesce(events.payer_order = 'tertiary' or (events.payer_order = 'secondary' and habits.says_second), false)
            as is_taken_as_first
    from x12_paid_by as events
    left join stated_orders as stated using (practice_id, claim_id, identity_key)
    left join payers_on_claim using (practice_id, claim_id)
    left join habits using (identity_key)
),
ordered as (
    select *, case when is_taken_as_first then 'primary' else coalesce(stated_order, payer_order) end as own_order
    from judged
),
mirrored as (
    select practice_id, claim_id, identity_key, payer_claim_control_number, min(own_order) as own_order,
        bool_or(is_taken_as_first) as is_taken_as_first
    from ordered
    where source = '835' and not is_reversal and payer_claim_control_number is not null
    group by practice_id, claim_id, identity_key, payer_claim_control_number
    having count(distinct own_order) = 1
)
select
    ordered.* exclude (stated_order, own_order, is_taken_as_first) replace (
        case
            when ordered.is_reversal then coalesce(ordered.stated_order, mirrored.own_order, ordered.own_order)
            else ordered.own_order
        end as payer_order
    ),
    ordered.is_taken_as_first or (ordered.is_reversal and coalesce(mirrored.is_taken_as_first, false)) as is_taken_as_first
from ordered
left join mirrored using (practice_id, claim_id, identity_key, payer_claim_control_number);
