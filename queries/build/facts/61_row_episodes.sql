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
same_line as (
    select gone.import_id, gone.line, telling.payer_key, telling.position, telling.episode_id
    from row_lines as gone
    join row_lines as kept using (line_id)
    join telling on telling.import_id = kept.import_id and telling.line = kept.line
    union all
    select gone.import_id, gone.line, present.payer_key, present.position, present.episode_id
    from superseded_rows as gone
    join export_rows as rows on rows.import_id = gone.import_id and rows.line = gone.line
    join present
        on present.practice_id = rows.practice_id and present.claim_id = rows.claim_id
        and present.line_number = rows.line_number and present.service_date = rows.service_date
),
found as (
    select import_id, line, position, episode_id, true as tells, true as has_its_payer from telling
    union all
    select
        same_line.import_id, same_line.line, same_line.position, same_line.episode_id, false,
        payers.payer_key is not distinct from same_line.payer_key
    from same_line
    join claim_rows as rows on rows.import_id = same_line.import_id and rows.line = same_line.line
    left join payers on payers.exported_name = rows.payer_name
)
select import_id, line,
    first(episode_id order by tells desc, has_its_payer desc, position desc nulls last, episode_id)
        as episode_id
from found
group by import_id, line;
