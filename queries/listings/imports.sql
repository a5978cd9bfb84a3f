-- question: Which files are loaded?
-- definition: practices: whose rows it brought, by the names that are shown; practice_given: the id
--   of the one that was given beside a file without a column for it; rows_to_mend: rows set aside
--   that no later import told of again.
-- grain: one row per file, newest first
-- $filters: not used; every user of this dashboard may see what is loaded
with whose as (
    select
        import_practices.import_id,
        string_agg(practices.practice, ', ' order by practices.practice) as practices
    from import_practices
    join practices on practices.practice_id = import_practices.practice_id
    group by import_practices.import_id
),

to_mend as (
    select import_id, count(distinct line) as rows_to_mend from rows_to_mend group by import_id
)

select
    imports.import_id, kind, file_name, whose.practices, imported_at, rows_read, rows_kept, rows_set_aside,
    coalesce(to_mend.rows_to_mend, 0) as rows_to_mend, encoding,
    delimiter, quote, header_line, sha256, is_sample, columns,
    if(list_contains(columns, 'practice_id'), null, practice_given) as practice_given
from imports
left join whose on whose.import_id = imports.import_id
left join to_mend on to_mend.import_id = imports.import_id
order by imports.import_id desc
