-- question: Which claim rows are D9311, at which payer, of which chain, and the how manieth of their claim?
-- grain: one row per D9311 row that counts
create or replace temp table d9311_rows as
with ordinals as (
    select
        import_id, line,
        dense_rank() over (partition by practice_id, claim_id order by line_number) as ordinal
    from told_rows
    where code = 'D9311'
)
select
    outcomes.*,
    payers.payer,
    payers.payer_key,
    roots.root_claim_id,
    ordinals.ordinal
from told_rows as outcomes
join ordinals on ordinals.import_id = outcomes.import_id and ordinals.line = outcomes.line
join payers on payers.exported_name = outcomes.payer_name
join claim_roots as roots on roots.practice_id = outcomes.practice_id and roots.claim_id = outcomes.claim_id;
