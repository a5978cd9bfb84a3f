-- question: Which claims do rows name that they correct, replace, void or appeal, and are these there?
-- grain: written_references one row per claim row that names another; held_numbers one row per claim that has
-- a named number, of any practice; sought_numbers one row per practice and named number that none of its own
-- claims has; found_by_control none yet
create or replace temp table written_references as
select practice_id, claim_id, original_claim_id, import_id, line, row_order
from current_claims
where original_claim_id is not null;

create or replace temp table held_numbers as
select distinct practice_id, claim_id
from current_claims
where claim_id in (select original_claim_id from written_references);

create or replace temp table sought_numbers as
select distinct written.practice_id, written.original_claim_id
from written_references as written
anti join held_numbers as held
    on held.practice_id = written.practice_id and held.claim_id = written.original_claim_id
anti join placeholders on placeholders.word = lower(written.original_claim_id);

create or replace temp table found_by_control (practice_id text, original_claim_id text, claim_id text);
