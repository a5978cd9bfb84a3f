-- question: Which payers does the practice know, and which payer of the X12 files seems to be which of them?
-- grain: payer_identities one row per payer key; exported_payers per payer and id; payer_guesses per payer of
-- the X12 files
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
    first(rows.payer_name order by rows.exported desc, rows.payer_name) as payer_name,
    sum(rows.exported) as exported
from (select payer_name, payer_id, count(*) as exported from export_rows group by all) as rows
join payer_names using (payer_name)
join payer_identities as identities using (payer_key)
group by identities.identity_key, rows.payer_id;

-- The claims that tell which payer is which: one payer in all exports, one that answers, and no word of a
-- wrong one or of another that paid before.
create or replace table payer_guesses as
with answering as (
    select found.practice_id, found.claim_id, events.payer_key, events.payer_name,
        coalesce(bool_or(regexp_matches(events.adjustment_codes, '\b0*(109|27|31)\b')), false)
            as is_sent_wrong,
        bool_or(events.payer_order <> 'primary' and says_another_paid(events.adjustment_codes)) is true
            as is_second
    from x12_events as events
    join x12_claims_found as found on found.number = events.claim_id
        and found.service_date = events.service_date
        and found.whose = events.whose
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
    where not is_sent_wrong and not is_second
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
    first(exported_payers.payer_name order by exported_payers.exported desc, exported_payers.payer_name)
        as seems_to_be,
    any_value(counted.claims) as claims, any_value(counted.of_claims)::bigint as of_claims,
    bool_or(choices.choice is not null) as is_refused
from counted
join exported_payers using (identity_key)
left join identity_choices as choices
    on choices.kind = 'payer' and choices.one = counted.payer_key and choices.other = counted.identity_key
where counted.claims >= 3 and counted.claims >= 0.8 * counted.of_claims
group by counted.payer_key, counted.payer_name, counted.identity_key;
