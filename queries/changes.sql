-- question: What changed with the last import, compared with before?
-- definition: the newest call that imported claims or consultations (or the one that the filter names), all
--   its files together, against all earlier ones. An episode is the same when its id is, or when the new id
--   holds the claim lines of one that is gone (docs/definitions/measures.md). newly decided = approved or
--   denied now and not before (or not there before); flipped = approved before and denied now, or the other
--   way round; moved = any other change of the outcome; amounts edited = billed differs, or allowed, paid or
--   patient responsibility at the same outcome, both sides known; documentation completed = denied before and
--   now, and the record now holds every exported element; new = the episode was not there; gone = it is no
--   longer there (merged: its claim lines are part of another one now); record new, record changed = the
--   consultation, with the names of the columns that changed.
-- grain: one row per change; an episode or consultation may have several
-- not counted: nothing; void, unsent, rejected and capitated episodes are listed too
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    change,
    episode_id,
    now_in,
    practice_id,
    payer,
    provider_id,
    consultation_id,
    service_date,
    before,
    after,
    billed, paid_before, paid_after,
    file_name,
    imported_at
from changes_of_call($filters, coalesce(($filters).import_call::integer, newest_call()))
order by kind_position, billed desc nulls last, practice_id, episode_id nulls last, consultation_id nulls last
