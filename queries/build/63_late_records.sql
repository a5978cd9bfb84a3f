-- question: Which records were written after the payer's first decision, which cannot have known them?
-- grain: one row per episode with such a record
create or replace table late_records as
select episodes.episode_id, true as is_late_record
from episodes
join consultations as notes
    on notes.practice_id = episodes.practice_id and notes.consultation_id = episodes.consultation_id
where notes.recorded_at::date > episodes.first_decided;
