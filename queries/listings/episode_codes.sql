-- question: Which denial codes does an episode's deciding row carry, and what answers each?
-- definition: the codes of the last row that was decided, in their order; a code that the list does not
--   know has no meaning here, and none is guessed.
-- grain: one row per code
-- $filters: access scope
-- $episode: the episode's id
with last_rows as (
    select lines.import_id, lines.line
    from claim_lines_d9311 as lines
    semi join (from episodes_of_billings($filters)) using (episode_id)
    where episode_id = $episode and not dropped and adjustment_codes is not null
    qualify row_number() over (order by position desc nulls last, import_id desc, line desc) = 1
)

select codes.kind, codes.group_code, codes.code, codes.amount, known.meaning, known.category,
    if(
        codes.is_denial,
        concat_ws(': ', work_route(known.route, codes.group_code),
            joined_steps(known.next_step, coalesce(codes.group_code in ('CO', 'PI'), false))),
        null
    ) as next_step,
    codes.is_denial
from last_rows
join row_codes as codes using (import_id, line)
left join denial_codes as known on known.code = codes.code and known.kind = codes.kind
order by codes.place
