-- severity: error
-- why: A year may begin early or end late by a month, no more.
select row_no, 'date' as column_name from mapped
where day < make_date(school_year - 1, 6, 1) or day > make_date(school_year, 8, 31)
