-- question: What does a consultation bring, counted over all of them, and what does an hour of it?
-- definition: net = paid by all payers of the billing + what the payer's last answer says that the patient
--   owes, received or not; net_yield = net / consultations: billed or not, paid or denied; undecided = of
--   these, with a claim that is not sent, not decided or sent again, or too recent to tell whether it will be
--   billed: so far they bring what was paid so far; mature_share = 1 - undecided / consultations; timed = of
--   these, with duration_minutes above 0; hourly_yield = net of the timed ones / their hours. Dates:
--   consultations by the date basis. Without a billing a consultation has no payer.
-- grain: one row per payer, a first row named all
-- not counted: consultations outside the dates of the practice's claims, or of a practice without claims:
--   outside; money of a billing that is void
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer unless all
-- counts: consultations = list:consultations + yield:told;
--   billed = list:consultations + yield:billed;
--   undecided = list:consultations + yield:undecided;
--   timed = list:consultations + yield:timed;
--   outside = list:consultations + yield:outside
-- mark: consultations
-- graded: 155 Net yield per consultation
-- needs: consultations
-- better with: duration_minutes
with told as (
    select *, paid + patient_share as net
    from selected_yields($filters)
),

-- money is null where one practice does not tell it: a sum of the others would pass for all
sums as (
    select
        if(grouping(payer) = 1, 'all', payer) as payer,
        grouping(payer) as is_all,
        count(*) filter (where not is_outside) as consultations,
        count(*) filter (where not is_outside and is_billed) as billed,
        count(*) filter (where not is_outside and is_undecided) as undecided,
        if(bool_and(paid is not null) filter (where not is_outside),
            sum(paid) filter (where not is_outside), null) as paid,
        if(bool_and(patient_share is not null) filter (where not is_outside),
            sum(patient_share) filter (where not is_outside), null) as patient_share,
        count(*) filter (where not is_outside and minutes is not null) as timed,
        sum(minutes) filter (where not is_outside) as minutes,
        if(bool_and(net is not null) filter (where not is_outside and minutes is not null),
            sum(net) filter (where not is_outside and minutes is not null), null) as timed_net,
        count(*) filter (where is_outside) as outside
    from told
    group by grouping sets ((), (payer))
)

select
    payer,
    consultations,
    billed,
    undecided,
    1 - rate(undecided, consultations) as mature_share,
    paid,
    patient_share,
    paid + patient_share as net,
    rate(paid + patient_share, consultations) as net_yield,
    timed,
    minutes,
    rate(60 * timed_net, minutes) as hourly_yield,
    outside
from sums
order by is_all desc, payer nulls last
