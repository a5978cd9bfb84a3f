-- question: To which present episode does a stored D9311 row belong, also one that another row replaced?
-- grain: one row per stored claim row whose episode is there
-- A row that counts says it, or the row that tells the same event. Else a row of the same claim line: of the
-- line that exports were matched by (contested claims), or of the same claim, number and day (all others).
create or replace table row_episodes as
with present as (
    select import_id, line, practice_id, claim_id, line_number, service_date, payer_key, position, episode_id
    from claim_lines_d9311
    where episode_id is not null
),
telling as (
    select import_id, line, payer_key, position, episode_id from present
    union all
    select events.import_id, events.line, present.payer_key, present.position, present.episode_id
    from same_events as events
    join present on present.import_id = events.told_by_import_id and present.line = events.told_by_line
),
gone as (
    select rows.import_id, rows.line, rows.practice_id, rows.claim_id, rows.line_number, rows.service_date,
        payers.payer_key as own_payer, past.replaced_by is null as is_matched
    from export_rows as rows
    join past_rows as past using (import_id, line)
    semi join present using (practice_id, claim_id)
    left join payers on payers.exported_name = rows.payer_name
),
same_line as (
    select gone.import_id, gone.line, gone.own_payer, telling.payer_key, telling.position, telling.episode_id
    from gone
    join row_lines as own using (import_id, line)
    join row_lines as kept using (line_id)
    join telling on telling.import_id = kept.import_id and telling.line = kept.line
    union all
    select gone.import_id, gone.line, gone.own_payer, present.payer_key, present.position, present.episode_id
    from gone
    join present using (practice_id, claim_id, line_number, service_date)
    where not gone.is_matched
),
found as (
    select import_id, line, position, episode_id, true as tells, true as has_its_payer from telling
    union all
    select import_id, line, position, episode_id, false, own_payer is not distinct from payer_key
    from same_line
)
select import_id, line,
    first(episode_id order by tells desc, has_its_payer desc, position desc nulls last, episode_id)
        as episode_id
from found
group by import_id, line;
