-- question: In which order does an event's payer stand on its claim?
-- grain: x12_ordered one row per event
-- What a row of the same payer says, the export's before that of the 837D, the newest first.
create or replace temp table stated_orders as
with stated as (
    select known.practice_id, known.claim_id, identities.identity_key, known.payer_order, 1 as place,
        known.import_id, known.line
    from known_lines as known
    join payer_identities as identities using (payer_key)
    union all
    select practice_id, claim_id, identity_key, payer_order, 2, import_id, line
    from x12_paid_by where source = '837'
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
        and count(distinct claim_id) filter (where payer_order = 'secondary')
            >= 0.9 * count(distinct claim_id) as says_second
    from x12_paid_by
    where source = '835' and not is_reversal
    group by identity_key
),
judged as (
    select
        events.*,
        stated.payer_order as stated_order,
        stated.payer_order is null and events.source = '835' and payers_on_claim.payers = 1
        and not says_another_paid(events.adjustment_codes)
        and coalesce(events.payer_order = 'tertiary'
            or (events.payer_order = 'secondary' and habits.says_second), false)
            as is_taken_as_first
    from x12_paid_by as events
    left join stated_orders as stated using (practice_id, claim_id, identity_key)
    left join payers_on_claim using (practice_id, claim_id)
    left join habits using (identity_key)
),
ordered as (
    select *,
        case when is_taken_as_first then 'primary' else coalesce(stated_order, payer_order) end as own_order
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
            when ordered.is_reversal
                then coalesce(ordered.stated_order, mirrored.own_order, ordered.own_order)
            else ordered.own_order
        end as payer_order
    ),
    ordered.is_taken_as_first or (ordered.is_reversal and coalesce(mirrored.is_taken_as_first, false))
        as is_taken_as_first
from ordered
left join mirrored using (practice_id, claim_id, identity_key, payer_claim_control_number);
