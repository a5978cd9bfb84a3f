-- question: Which practices are there, and what are they called?
-- definition: practice_name: the name given here, else that of the export, else the id; practice: the same,
--   with the id where two practices have one name; given_name: blank where none was given.
-- grain: one row per practice of the user's scope
-- $filters: access scope
select
    practices.practice_id,
    practices.practice_name,
    practices.practice,
    practices.given_name,
    coalesce(spans.claim_rows, 0)::bigint as claim_rows,
    coalesce(notes.consultations, 0)::bigint as consultations
from practices
left join practice_spans as spans on spans.practice_id = practices.practice_id
left join (
    select practice_id, count(*) as consultations from consultations group by practice_id
) as notes on notes.practice_id = practices.practice_id
where in_list(($filters).scope, practices.practice_id)
order by practices.practice_id
