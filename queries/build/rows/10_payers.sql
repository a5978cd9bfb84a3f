-- question: Which exported payer names are one payer, and how is it spelled on screen?
-- grain: one row per payer name in the claims and in the practice's own lists of fees and rules
-- An alias of the practice replaces the name first; the most frequent spelling over all claim rows is shown.
create or replace table payers as
with aliases as (
    select names.payer_key as alias_key, arg_min(payer_alias.payer_name, payer_alias.rowid) as payer_name
    from payer_alias
    join payer_names as names on names.payer_name = payer_alias.alias
    group by names.payer_key
),
spellings as (
    select payer_name, sum(claim_rows) as claim_rows
    from (
        select payer_name, sum(claim_rows) as claim_rows from claim_groups group by payer_name
        union all
        select payer_name, 0 from fees
        union all
        select payer_name, 0 from payer_rules
    ) as named
    group by payer_name
),
replaced as (
    select
        spellings.payer_name as exported_name,
        spellings.claim_rows,
        coalesce(aliases.payer_name, spellings.payer_name) as spelling
    from spellings
    join payer_names as names on names.payer_name = spellings.payer_name
    left join aliases on aliases.alias_key = names.payer_key
),
-- white space is no spelling
keyed as (
    select replaced.exported_name, regexp_replace(trim(replaced.spelling), '\s+', ' ', 'g') as spelling,
        replaced.claim_rows, names.payer_key
    from replaced
    join payer_names as names on names.payer_name = replaced.spelling
),
counted as (
    select payer_key, spelling, sum(claim_rows) as claim_rows from keyed group by payer_key, spelling
),
shown as (
    select payer_key, first(spelling order by claim_rows desc, spelling) as payer
    from counted
    group by payer_key
)
select keyed.exported_name, keyed.payer_key, shown.payer
from keyed
join shown on shown.payer_key = keyed.payer_key;
