-- question: What is known of each item that somebody may work on, for telling later what is new?
-- grain: one row per episode and one per consultation
-- answer: what the payer says, in one word; of a consultation, whether it was never billed
create or replace table work_facts as
select
    item_of(episode_id, null, null) as item_id,
    outcome,
    answer_of(outcome) as answer,
    decided,
    paid,
    denial_code,
    submissions
from episodes
union all
select
    item_of(null, practice_id, consultation_id),
    ledger_base,
    if(ledger_base = 'consulted, never billed', 'never billed', 'no work'),
    null,
    null,
    null,
    0
from consultations;
