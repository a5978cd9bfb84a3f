-- question: Which parts of the denial codes were not understood, and where does each stand first?
-- definition: unread tokens of outcomes.md, section 1, on current D9311 rows; null for all that have not the
--   shape of a code, since they could be about a person.
-- grain: one row per token; rows of the claims file that have it
-- $filters: access scope
with found as (
    select
        lines.import_id, lines.line, lines.file_name,
        case when tokens.is_shown then tokens.token end as token
    from claim_lines_d9311 as lines
    join code_tokens as tokens on tokens.text = lines.adjustment_codes and tokens.is_unread
    where in_list(($filters).scope, lines.practice_id)
)

select
    token,
    count(distinct (import_id, line)) as rows,
    first(file_name order by import_id, line) as file_name,
    first(line order by import_id, line) as line
from found
group by token
order by rows desc, token
