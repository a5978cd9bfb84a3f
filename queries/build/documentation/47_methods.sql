-- question: Which texts are searched for the method of communication?
-- grain: one row per method of any import, also of rows that a newer one replaced: see 53_record_versions
create or replace temp table exported_methods as
select distinct method from consultation_rows where method is not null;

create or replace temp table method_matches (exported text, position bigint, method text);
