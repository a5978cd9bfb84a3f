-- question: What do the codes on the row that decided each episode mean?
-- definition: denial codes first (outcomes.md, section 1), then the others, in the order in which they are
--   written; list_position: the code's row in denial_codes.csv, blank where the list does not hold it.
-- grain: one row per episode and code
-- $filters: access scope
-- $episodes: the episodes' ids
with deciding as (
    select episodes.episode_id, rows.import_id, rows.line
    from episodes_of_billings($filters) as episodes
    join (select episode_number, outcome_position from episode_outcomes) as outcomes using (episode_number)
    join episode_rows as rows
        on rows.episode_number = episodes.episode_number and rows.position = outcomes.outcome_position
    where list_contains($episodes::text[], episodes.episode_id)
)

select
    deciding.episode_id, codes.kind, codes.code, codes.group_code, codes.is_denial, codes.category,
    listed.meaning, listed.next_step, listed.route, codes.file_position as list_position
from deciding
join row_codes as codes on codes.import_id = deciding.import_id and codes.line = deciding.line
left join denial_codes as listed on listed.position = codes.file_position
order by deciding.episode_id, codes.is_denial desc, codes.place
