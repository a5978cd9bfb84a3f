-- question: After consultations about each clinical scenario, how often did treatment follow, how soon, and
--   for how much?
-- definition: planned = consultations with a planned procedure and a date; recent = of these, younger than
--   180 days when the data end (the as-of date, or the practice's newest service date): they stand in no
--   other number; observed = the others; followed = observed ones whose patient had a treatment in that
--   practice 1 to 180 days later, followed_rate = followed / observed with its 95% Wilson interval;
--   median_days = days to the first of them, over the followed; treatments = codes on days, each counted at
--   the last such consultation before it (and in each scenario of it); billed and paid are theirs. What is a
--   treatment says treatment_codes.csv. What followed did not follow because of the consultation.
-- grain: one row per scenario with such a consultation
-- not counted: consultations without a planned procedure or without a date; treatments on the day itself;
--   estimates and void lines; scenarios without such a consultation are absent
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: scenario
-- counts: planned = list:consultations + treatment:planned;
--   recent = list:consultations + treatment:recent;
--   observed = list:consultations + treatment:observed;
--   followed = list:consultations + treatment:followed
-- mark: observed
-- graded: 142 What followed, by scenario
-- needs: consultations: planned_procedure
-- better with: scenario
select
    group_value as scenario, planned, recent, observed, followed, followed_rate, ci_low, ci_high, median_days,
    treatments, billed, paid
from treatment_figures($filters, scenarios)
order by scenario nulls last
