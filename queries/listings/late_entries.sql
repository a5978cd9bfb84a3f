-- question: What in the record behind this episode was first written or changed after the payer's decision?
-- definition: as in documentation.md, late entries; first_seen, changed and proof_date are the days up to
--   which the exports tell (a day of the record itself where recorded_at or signed_at is the proof); the
--   imports and their files are those that hold the proof (`proof_`) and what was seen first and changed
--   last.
-- grain: one row per element that is proved to be late
-- $filters: access scope
-- $episode: the episode's id
select
    entries.episode_id, entries.consultation_id, entries.element, entries.kind, entries.decision_date,
    entries.proved_by, entries.proof_date, entries.first_seen, entries.changed,
    entries.proof_import, proofs.file_name as proof_file,
    entries.first_seen_import, seen.file_name as first_seen_file,
    entries.changed_import, changes.file_name as changed_file
from late_entries as entries
left join imports as proofs on proofs.import_id = entries.proof_import
left join imports as seen on seen.import_id = entries.first_seen_import
left join imports as changes on changes.import_id = entries.changed_import
where entries.episode_id = $episode and in_list(($filters).scope, entries.practice_id)
order by entries.element
