-- question: What did a person say of billings whose record could be one of several?
-- grain: answered_billings one row per billing of which a person spoke; adds to links one row per chosen pair
-- outcomes.md, section 4. An answer belongs to the billing that holds the episode it was given for, the
-- newest counts; one that names a consultation which is not there waits until it is.
create or replace table answered_billings as
select billings.billing_id, billings.practice_id, choices.consultation_id, choices.chosen_at
from link_choices as choices
join billing_episodes as billings
    on billings.episode_id = choices.episode_id and billings.practice_id = choices.practice_id
qualify row_number() over (
    partition by billings.billing_id order by choices.chosen_at desc, choices.episode_id
) = 1;

insert into links
select notes.practice_id, notes.consultation_id, answered.billing_id, 'chosen'
from answered_billings as answered
join current_consultations as notes
    on notes.practice_id = answered.practice_id and notes.consultation_id = answered.consultation_id
qualify row_number() over (
    partition by notes.practice_id, notes.consultation_id
    order by answered.chosen_at desc, answered.billing_id
) = 1;

-- Of which nobody said that no record is theirs.
create or replace macro guessed_billings(last_to_link) as table
select billings.*
from open_billings(last_to_link) as billings
anti join (from answered_billings where consultation_id is null) as without_record
    on without_record.billing_id = billings.billing_id;
