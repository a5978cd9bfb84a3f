-- question: What holds after this export?
-- grain: held_rows one row per row that counts, held_lines one row per line
delete from held_rows using replaced
where held_rows.import_id = replaced.import_id and held_rows.line = replaced.line;

insert into import_effects
select
    $import,
    (select count(*) from replaced),
    (
        select count(*)
        from matches
        join held_lines as old using (line_id)
        join new_lines as new using (new_line)
        where new.code <> old.code or new.service_date <> old.service_date or new.number <> old.number
    ),
    (select count(*) from corrected),
    $kept_columns;

update held_lines
set number = coalesce(new.number, held_lines.number), code = new.code, service_date = new.service_date,
    billed_amount = new.billed_amount, procedure_code = new.procedure_code, patient_id = new.patient_id
from matches
join new_lines as new using (new_line)
where held_lines.line_id = matches.line_id;

insert into matches
select new_line, (select count(*) from held_lines) + row_number() over (order by new_line)
from new_lines
anti join matches using (new_line);

insert into held_lines
select
    matches.line_id, new.practice_id, new.claim_id, new.line_order, new.number, new.code, new.service_date,
    new.billed_amount, new.procedure_code, new.patient_id
from new_lines as new
join matches using (new_line)
anti join held_lines using (line_id);

insert into held_rows by name
select new_rows.* exclude (number, occurrence, new_line), matches.line_id
from new_rows
join matches using (new_line);

insert into row_lines
select import_id, line, line_id
from new_rows
join matches using (new_line);
