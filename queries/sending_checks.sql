-- question: Which checks before sending would have caught denials, and how often was each a false alarm?
-- definition: the elements of the record, the billing checks and not_repeated (the patient's last approved
--   consultation at the payer lies further back than any that the payer refused as too many) of episodes
--   with a first decision, tried on the practice's own past: fixed on the earlier two thirds of the months
--   (sent, else served, before `later_from`), opened on the later ones. is_on = among the earlier ones at
--   least five failed it and were denied at first more often than those that passed, beyond chance (the
--   difference's 95% interval lies above 0); the others are off. flagged = later ones that fail it; caught
--   = of these, denied at first; false_alarms = approved at first; missed = denied at first though they
--   pass; caught_rate = caught / flagged with its 95% interval. Association, not cause.
-- grain: one row per check that applies to any episode
-- not counted: void, unsent, rejected and capitated episodes; those without a first decision; records that
--   were written after it (of the checks that read the record)
-- $filters: practices, access scope; not the dates, payers, providers, scenarios
-- graded: 122 Checks before sending
-- needs: claims
-- better with: attachment_sent, coverage_verified_date, submitted_date
select
    "check", kind, sending_split($filters) as later_from, is_on,
    earlier_failed, earlier_failed_denied, earlier_passed, earlier_passed_denied,
    flagged, caught, false_alarms, missed,
    rate(caught, flagged) as caught_rate,
    wilson_low(caught, flagged) as ci_low,
    wilson_high(caught, flagged) as ci_high
from sending_checks_of($filters)
order by is_on desc, caught desc, "check"
