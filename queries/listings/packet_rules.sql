-- question: Which row of payer_rules.csv gives the days of each payer, and in which cell?
-- definition: the row whose days payer_limits took: the newest that gives a number, of one day the shorter.
-- grain: one row per payer, limit (appeal_days, timely_filing_days) and column of the row that gives it
-- $payers: the keys of the payers
with rules as (
    select rules.*, payers.payer_key
    from payer_rule_rows as rules
    join payers on payers.exported_name = rules.payer_name
    where rules.import_id = (select max(import_id) from imports where kind = 'payer_rules')
        and list_contains($payers::text[], payers.payer_key)
),

giving as (
    select rules.*, 'appeal_days' as days_column
    from rules join payer_limits as limits using (payer_key)
    where rules.appeal_days = limits.appeal_days
    qualify row_number() over (partition by payer_key order by as_of desc nulls last, line) = 1
    union all
    select rules.*, 'timely_filing_days'
    from rules join payer_limits as limits using (payer_key)
    where rules.timely_filing_days = limits.timely_filing_days
    qualify row_number() over (partition by payer_key order by as_of desc nulls last, line) = 1
),

cells as (
    unpivot (
        select
            payer_key, days_column, import_id, line, source, as_of::text as as_of,
            appeal_days::text as appeal_days, timely_filing_days::text as timely_filing_days
        from giving
    )
    on source, as_of, appeal_days, timely_filing_days
    into name column_name value value
)

select
    payer_key, days_column, column_name, value, line, imports.file_name, imports.imported_at,
    imports.import_id
from cells
join imports on imports.import_id = cells.import_id
where column_name in ('source', 'as_of', days_column)
order by payer_key, days_column, column_name
