-- question: What do the claims files hold about these episodes, cell by cell, and where does each cell stand?
-- definition: the values that the rules read; dropped: an answer's own submission, which has no position;
--   numbers of claims are those of the file, also where one stands for several claims. A value's place is the
--   row's own cell, else the cell of a row that tells of the same event, else of another row of the claim
--   (identity.md, A and C); no place where no cell holds it. is_segment: the line is the number of a segment.
-- grain: one row per episode, row of the episode and column that is not blank
-- $filters: access scope
-- $episodes: the episodes' ids
with chosen as (
    select episode_number, episode_id from episodes_of_billings($filters)
    where list_contains($episodes::text[], episode_id)
),

told as (
    select
        episode_id, position, dropped, rows.practice_id as of_practice, own.claim_id as of_claim,
        own.claim_id, own.original_claim_id, columns(
            rows.* exclude (practice_id, position, dropped, episode_number, claim_id, original_claim_id)
        )::text
    from episode_rows as rows
    join chosen using (episode_number)
    join claim_rows as own on own.import_id = rows.import_id and own.line = rows.line
),

read as (
    unpivot told on
        claim_id, claim_identifier, original_claim_id, payer_claim_control_number, submission_type,
        practice_name, provider_name, payer_name, plan_name, procedure_code, service_date, submitted_date,
        adjudicated_date, status, billed_amount, allowed_amount, paid_amount, patient_responsibility,
        adjustment_codes, attachment_sent, attachment_reference, coverage_verified_date, appeal_filed_date,
        appeal_decided_date, appeal_outcome
    into name column_name value value
),

-- every row in which a value may stand: of which row of the episode, and how near it is
candidates as (
    select import_id, line, import_id as of_import, line as of_line, 1 as rank from told
    union all
    select same_events.import_id, same_events.line, told_by_import_id, told_by_line, 2
    from same_events
    join told on told.import_id::integer = told_by_import_id and told.line::bigint = told_by_line
    union all
    select rows.import_id, rows.line, told.import_id::integer, told.line::bigint, 3
    from claim_rows as rows
    join told on told.of_practice = rows.practice_id and told.of_claim = rows.claim_id
),

written as (
    unpivot (
        select of_import, of_line, rank, columns(rows.*)::text
        from claim_rows as rows
        join candidates using (import_id, line)
    )
    on columns(* exclude (of_import, of_line, rank, import_id, line))
    into name column_name value value
),

placed as (
    select
        read.*,
        arg_min(
            {'import_id': w.import_id::integer, 'line': w.line::bigint},
            (w.rank, -w.import_id::integer, w.line::bigint)
        ) as place
    from read
    left join written as w
        on w.of_import = read.import_id and w.of_line = read.line
        and w.column_name = read.column_name and w.value = read.value
    group by all
)

select
    episode_id, position, dropped, column_name, value, placed.import_id || ':' || placed.line as of_row,
    placed.place.line as line, imports.file_name, imports.imported_at,
    coalesce(imports.encoding like 'X12 %', false) as is_segment
from placed
left join imports on imports.import_id = placed.place.import_id
order by
    episode_id, position nulls last, placed.import_id::integer, placed.line::bigint, column_name
