-- question: Which rows of the same line tell of the same decision as a row of the next export?
-- grain: one row per older row and newer row; kind: undecided, same, corrected
-- $has_decided, $has_submitted, $has_paid, $has_codes, $has_type: whether the file has the column
create or replace temp table met as
select
    held.import_id, held.line, new.line as new_line_number, held.line_id, new.import_id as new_import_id,
    held.adjudicated_date as old_date, new.adjudicated_date as new_date,
    held.adjudicated_date is null as was_undecided,
    -- rows of one decision can lend their values only within it
    concat_ws('|', coalesce(held.adjudicated_date::text, ''), if($has_type, held.submission_type, null), case
        when held.adjudicated_date is null then if($has_submitted, held.submitted_date::text, null)
        when not $has_decided then concat_ws('/', held.status, if($has_paid, held.paid_amount, null),
            if($has_codes, held.adjustment_codes, null))
    end) as decision,
    (not $has_type or new.submission_type = held.submission_type)
    and case
        when $has_decided then new.adjudicated_date is not distinct from held.adjudicated_date
        else held.adjudicated_date is null or new.status = held.status
    end
    -- without a date of decision, money and codes must tell that it is the same one
    and ($has_decided or held.adjudicated_date is null or not $has_paid
        or new.paid_amount is not distinct from held.paid_amount)
    and ($has_decided or held.adjudicated_date is null or not $has_codes
        or new.adjustment_codes is not distinct from held.adjustment_codes)
    and (held.adjudicated_date is not null or not $has_submitted
        or new.submitted_date is not distinct from held.submitted_date) as is_same,
    $has_decided
    and (not $has_type or new.submission_type = held.submission_type)
    and new.adjudicated_date <> held.adjudicated_date
    and abs(new.adjudicated_date - held.adjudicated_date) <= 60
    and (not $has_paid or new.paid_amount is not distinct from held.paid_amount)
    and (not $has_codes or new.adjustment_codes is not distinct from held.adjustment_codes)
    and (not $has_submitted or new.submitted_date is not distinct from held.submitted_date)
        as may_be_corrected
from matches
join held_rows as held using (line_id)
join new_rows as new on new.new_line = matches.new_line;

-- Neither may have its decision in the other's rows, and the nearest date counts, each row once.
create or replace temp table corrected as
with free as (
    select met.*, abs(new_date - old_date) as days
    from met
    where may_be_corrected
        and not exists (
            select 1 from met as other where other.import_id = met.import_id and other.line = met.line
                and other.is_same
        )
        and not exists (
            select 1 from met as other where other.new_line_number = met.new_line_number and other.is_same
                and not other.was_undecided
        )
)
select import_id, line, new_line_number, line_id
from free
qualify row_number() over (partition by import_id, line order by days, new_date, new_line_number) = 1
    and row_number() over (partition by new_line_number order by days, old_date, import_id, line) = 1;

create or replace temp table replaced as
select distinct import_id, line
from met
where was_undecided or is_same
union
select import_id, line from corrected;
