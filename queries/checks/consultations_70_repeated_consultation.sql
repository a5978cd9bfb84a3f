-- question: Which consultations use the identifier of an earlier row of the file with other content?
-- rule: set aside; an earlier row has the same consultation_id and other content
-- repair: Give every consultation of a practice an identifier of its own and import again.
with remaining as (
    select line, consultation_id, coalesce(practice_id, 'practice') as practice_id
    from text_rows
    anti join lines_set_aside using (line)
),
numbered as (
    select line, row_number() over (partition by practice_id, consultation_id order by line) as use_number
    from remaining
)
select line, 'consultation_id' as column_name from numbered where use_number > 1;
