-- question: Which values of a column with known values are not among them, and where does each stand first?
-- definition: current claim lines of every procedure code;
--   a status is compared by its letters and digits alone.
-- grain: one row per column and value
-- $filters: access scope
-- $known: the known words as JSON, [{"column_name": ..., "word": ...}]
with known as (
    select unnest(from_json($known, '[{"column_name": "text", "word": "text"}]'), recursive := true)
),

given as (
    unpivot (
        select
            import_id,
            line,
            status,
            claim_type,
            submission_type,
            payer_order,
            appeal_outcome
        from current_claims
        where in_list(($filters).scope, practice_id)
    )
    on status, claim_type, submission_type, payer_order, appeal_outcome
    into name column_name value value
),

compared as (
    select
        given.*,
        if(
            given.column_name = 'status',
            regexp_replace(lower(given.value), '[^\p{L}\p{N}]', '', 'g'),
            given.value
        ) as word
    from given
)

select
    compared.column_name,
    compared.value,
    count(*) as rows,
    first(imports.file_name order by import_id, line) as file_name,
    first(line order by import_id, line) as line
from compared
join imports using (import_id)
anti join known using (column_name, word)
group by compared.column_name, compared.value
order by compared.column_name, rows desc, compared.value
