-- question: Which texts are searched for the method of communication?
-- grain: one row per exported method
create or replace table exported_methods as
select distinct method from current_consultations where method is not null;

create or replace table method_matches (exported text, position bigint, method text);
