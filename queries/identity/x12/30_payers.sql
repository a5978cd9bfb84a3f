-- question: Which payer of the practice's own spelling is a payer that answers or is sent to?
-- grain: x12_payers one row per payer name of the X12 files, by the first rule of identity.md that fits
create or replace temp table payer_identities as
select
    names.payer_key,
    coalesce(first(aliased.payer_key order by payer_alias.rowid), names.payer_key) as identity_key,
    count(aliased.payer_key) > 0 as is_aliased
from (select distinct payer_key from payer_names) as names
left join payer_names as aliases on aliases.payer_key = names.payer_key
left join payer_alias on payer_alias.alias = aliases.payer_name
left join payer_names as aliased on aliased.payer_name = payer_alias.payer_name
group by names.payer_key;

create or replace temp table exported_payers as
select
    identities.identity_key, rows.payer_id,
    first(rows.payer_name order by rows.exported desc, rows.payer_name) as payer_name, sum(rows.exported) as exported
from (select payer_name, payer_id, count(*) as exported from export_rows group by all) as rows
join payer_names using (payer_name)
join payer_identities as identities using (payer_key)
group by identities.identity_key, rows.payer_id;

-- The claims that tell which payer is which: one payer in all exports, one that answers, and no word of a wrong one.
create or replace table payer_guesses as
with answering as (
    select found.practice_id, found.claim_id, events.payer_key, events.payer_name,
        coalesce(bool_or(regexp_matches(events.adjustment_codes, '\b0*(109|27|31)\b')), false) as is_sent_wrong
    from x12_events as events
    join x12_claims_found as found on found.number = events.claim_id and found.service_date = events.service_date
    where events.source = '835'
    group by all
),
exported as (
    select practice_id, claim_id, min(identity_key) as identity_key
    from known_lines
    join payer_identities using (payer_key)
    group by practice_id, claim_id
    having count(distinct identity_key) = 1
),
telling as (
    select answering.*, exported.identity_key
    from answering
    join exported using (practice_id, claim_id)
    where not is_sent_wrong
    qualify count(*) over (partition by practice_id, claim_id) = 1
),
counted as (
    select payer_key, min(payer_name) as payer_name, identity_key, count(*) as claims,
        sum(count(*)) over (partition by payer_key) as of_claims
    from telling
    group by payer_key, identity_key
)
select
    counted.payer_key, counted.payer_name, counted.identity_key,
    first(exported_payers.payer_name order by exported_payers.exported desc, exported_payers.payer_name) as seems_to_be,
    any_value(counted.claims) as claims, any_value(counted.of_claims)::bigint as of_claims,
    bool_or(choices.choice is not null) as is_refused
from counted
join exported_payers using (identity_key)
left join identity_choices as choices
    on choices.kind = 'payer' and choices.one = counted.payer_key and choices.other = counted.identity_key
where counted.claims >= 3 and counted.claims >= 0.8 * counted.of_claims
group by counted.payer_key, counted.payer_name, counted.identity_key;

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
left join (select distinct identity_key from exported_payers) as same on same.identity_key = identities.identity_key
left join (select * from payer_guesses where not is_refused) as guesses on guesses.payer_key = events.payer_key;
