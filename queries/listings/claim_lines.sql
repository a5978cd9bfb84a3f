-- question: Which rows of the claims file make this episode, and which rule decided each?
-- definition: every D9311 row of the episode in the order in which outcomes.md reads them, then the rows that
--   were dropped as an answer's own submission, then secondary payers' rows of the same claim and line.
-- grain: one row per row of the file
-- $filters: access scope
-- $episode: the episode's id
with opened as (
    select episode_id, practice_id, root_claim_id, ordinal from episodes_of_billings($filters)
    where episode_id = $episode
)

select
    position, file_name, line, lines.claim_id, line_number, submission_type, payer, payer_order,
    submitted_date, adjudicated_date, status, billed_amount, allowed_amount, paid_amount,
    patient_responsibility, adjustment_codes, outcome, rule, conflict, dropped,
    appeal_filed_date, appeal_decided_date, appeal_outcome, appeal_recovered_amount
from claim_lines_d9311 as lines
join opened
    on lines.episode_id = opened.episode_id
    or (
        lines.episode_id is null and lines.practice_id = opened.practice_id
        and lines.root_claim_id = opened.root_claim_id and lines.ordinal = opened.ordinal
    )
order by position nulls last, import_id, line
