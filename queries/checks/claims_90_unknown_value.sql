-- question: Which values of a column with known values are not among them?
-- rule: flag; the dashboard does not know this value
-- repair: Write one of the known values (the page Data lists the others); the rows were kept.
-- No value is shown in a message: what stands in the wrong column could be about a person.
with given as (
    select 'status' as column_name, status as value, squash(status) as word, min(line) as line,
        count(*) as row_count
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
select given.column_name, null as value, min(given.line) as line, sum(given.row_count)::bigint as row_count
from given
anti join known_values using (column_name, word)
where given.value is not null
group by given.column_name
order by given.column_name;
