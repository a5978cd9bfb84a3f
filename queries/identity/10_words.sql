-- question: How are codes, payer orders and claim numbers compared when rows of several imports meet?
-- grain: macros, see docs/definitions/identity.md
-- D9311 is the same under AD: or HC:, with a modifier, a full stop or without its letter.
create or replace macro code_key(code) as right(
    regexp_replace(
        regexp_replace(
            regexp_replace(regexp_replace(upper(trim(code)), '^(AD|HC):', ''), ':.*$', '', 's'), '\.0?$', ''
        ),
        '[^A-Z0-9]', '', 'g'
    ),
    4
);

create or replace macro order_key(payer_order) as
    if(payer_order in ('secondary', 'tertiary'), payer_order, 'primary');

-- CARC 23: what another payer paid before.
create or replace macro says_another_paid(codes) as
    coalesce(regexp_matches(codes, '(^|[^:.\d])0*23\b'), false);

-- The longest time between two service dates of one claim, in days.
create or replace macro claim_spans_days() as 31;

-- A row whose number is none is told apart by patient and service date; its lines by their code.
create or replace macro told_apart(claim_id, patient_id, service_date) as
    concat_ws(' ', claim_id, patient_id, service_date);

-- Exports stand in the order of their import, X12 rows behind them in an order of their own.
create or replace macro export_order(import_id, line) as import_id::hugeint * 1099511627776 + line;
