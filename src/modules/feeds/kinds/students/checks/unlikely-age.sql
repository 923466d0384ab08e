-- severity: warning
-- why: Students are between 2 and 23; another age is mostly a slip in the year.
select m.row_no, 'birth_date' as column_name from mapped m
where m.birth_date is not null and m.school_year is not null and not (m.school_year - year(m.birth_date) between 2 and 23)
