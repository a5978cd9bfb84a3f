-- question: Which denials are behind the effect of the work?
-- definition: as in work_effect; is_followed: the days in which it counts as paid later are over.
-- grain: one row per denial that was marked sent, and per denial of the same payer, category and quarter that
--   was not; worked ones first
-- $filters: all but the dates; $worked: item and day of sending, JSON
select
    side, payer, category, code, quarter, denied_on, sent_on, from_day, is_followed, is_paid_later,
    paid_later, billed, practice_id, episode_id
from worked_denials($filters, $worked)
order by side desc, payer nulls last, category, denied_on, episode_id
