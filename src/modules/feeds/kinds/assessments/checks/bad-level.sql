-- severity: error
-- why: Levels are small whole numbers; 3 and 4 of Smarter Balanced are proficient.
select row_no, 'level' as column_name from mapped where level_text is not null and (level is null or not level between 0 and 9)
