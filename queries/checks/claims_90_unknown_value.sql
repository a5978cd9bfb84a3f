-- question: Which values of a column with known values are not among them?
-- rule: flag; the dashboard does not know this value
-- repair: Write one of the known values; the rows were kept.
with given as (
    select 'status' as column_name, status as value, squash(status) as word, min(line) as line, count(*) as row_count
    from kept_rows
    group by status
    union all
    select 'claim_type', claim_type, claim_type, min(line), count(*) from kept_rows group by claim_type
    union all
    select 'submission_type', submission_type, submission_type, min(line), count(*)
    from kept_rows
    group by submission_type
    union all
    select 'payer_order', payer_order, payer_order, min(line), count(*) from kept_rows group by payer_order
    union all
    select 'appeal_outcome', appeal_outcome, appeal_outcome, min(line), count(*)
    from kept_rows
    group by appeal_outcome
)
select given.column_name, given.value, given.line, given.row_count
from given
anti join known_values using (column_name, word)
where given.value is not null
order by given.column_name, given.row_count desc, given.value;
