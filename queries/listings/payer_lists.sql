-- question: Which lists of the practice are loaded?
-- definition: rows of fees.csv and of payer_rules.csv, of any payer.
-- grain: one row
select
    (select count(*) from fees) as fees,
    (select count(*) from payer_rules) as rules
