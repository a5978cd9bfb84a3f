-- question: Which payer of the practice's own spelling is a payer that answers or is sent to?
-- grain: one row per payer name of the X12 files, by the first rule of identity.md that fits
create or replace temp table x12_payers as
with by_id as (
    select payer_id, min(identity_key) as identity_key
    from exported_payers
    where payer_id is not null
    group by payer_id
    having count(distinct identity_key) = 1
),
ids as (
    select events.payer_key, min(by_id.identity_key) as identity_key
    from (select distinct payer_key, payer_id from x12_events) as events
    join by_id using (payer_id)
    group by events.payer_key
    having count(distinct by_id.identity_key) = 1
)
select
    events.payer_key,
    case
        when identities.is_aliased then 'alias'
        when ids.identity_key is not null then 'id'
        when same.identity_key is not null then 'name'
        when guesses.identity_key is not null then 'learned'
    end as rule,
    case rule
        when 'id' then ids.identity_key
        when 'learned' then guesses.identity_key
        else identities.identity_key
    end as identity_key
from (select distinct payer_key from x12_events) as events
join payer_identities as identities using (payer_key)
left join ids using (payer_key)
left join (select distinct identity_key from exported_payers) as same
    on same.identity_key = identities.identity_key
left join (select * from payer_guesses where not is_refused) as guesses
    on guesses.payer_key = events.payer_key;

-- What a list, an id or the name says is no guess.
delete from payer_guesses where payer_key in (
    select payer_key from x12_payers where rule in ('alias', 'id', 'name')
);
