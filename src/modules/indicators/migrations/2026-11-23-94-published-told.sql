-- Counts that the state printed on the line of a value, whatever became of the value itself: for the attack on hidden numbers alone, never for a page.
alter table indicators.published add column told_n bigint, add column told_d bigint;
update indicators.published set told_n = n, told_d = d;
