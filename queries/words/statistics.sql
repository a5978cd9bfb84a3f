-- question: How sure can a rate be?
-- Wilson score interval, 95% (Wilson 1927, J. Am. Stat. Assoc. 22:209-212); z = 1.959963984540054.
create or replace macro rate(numerator, denominator) as
    numerator::double / nullif(denominator, 0);

create or replace macro wilson_middle(successes, n) as
    (successes + 1.959963984540054::double ^ 2 / 2) / (n + 1.959963984540054::double ^ 2);

create or replace macro wilson_half_width(successes, n) as
    1.959963984540054::double / (n + 1.959963984540054::double ^ 2)
    * sqrt(successes::double * (n - successes) / n + 1.959963984540054::double ^ 2 / 4);

create or replace macro wilson_low(successes, n) as
    if(n > 0, greatest(wilson_middle(successes, n) - wilson_half_width(successes, n), 0), null);

create or replace macro wilson_high(successes, n) as
    if(n > 0, least(wilson_middle(successes, n) + wilson_half_width(successes, n), 1), null);

-- Lower end of the 95% interval of a difference of two rates, first minus second; the upper
-- end is the negative of the lower one with the two exchanged (Newcombe 1998, Statistics in
-- Medicine 17:873-890, method 10).
create or replace macro newcombe_low(successes_1, n_1, successes_2, n_2) as if(
    n_1 > 0 and n_2 > 0,
    greatest(
        rate(successes_1, n_1) - rate(successes_2, n_2) - sqrt(
            (rate(successes_1, n_1) - wilson_low(successes_1, n_1)) ^ 2
            + (wilson_high(successes_2, n_2) - rate(successes_2, n_2)) ^ 2
        ),
        -1
    ),
    null
);

create or replace macro evidence(n) as
    case when n < 5 then 'few' when n < 30 then 'some' else 'enough' end;

-- How many of what was counted in groups meet a condition.
create or replace macro how_many(counted, is_met) as coalesce(sum(counted) filter (where is_met), 0)::bigint;
