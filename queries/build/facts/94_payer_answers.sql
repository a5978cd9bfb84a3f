-- question: Which rows of D9311 are answers of a payer (835), and how was each joined to its claim?
-- grain: one row per line of D9311 in a remittance
create or replace temp table payer_answers as
select
    lines.import_id, lines.line, lines.practice_id, lines.payer, lines.claim_id, lines.service_date,
    lines.paid_amount, lines.episode_id, lines.outcome,
    x12.x12_number, x12.found_by, x12.is_taken_as_first, x12.payer_claim_control_number
from x12_claims as x12
join claim_lines_d9311 as lines on lines.import_id = x12.import_id and lines.line = x12.line
where x12.source = '835';
