-- question: Which lists of the practice are loaded, and do they name the payer in the filter?
-- definition: rows of fees.csv, and of them those of the payer; rows of payer_rules.csv.
-- grain: one row
-- $filters: payers
with fees_named as (
    select in_list(($filters).payers, payers.payer_key) as is_of_payer
    from fees
    join payers on payers.exported_name = fees.payer_name
)

select
    (select count(*) from fees_named) as fees,
    (select count(*) from fees_named where is_of_payer) as fees_of_payer,
    (select count(*) from payer_notes) as rules
