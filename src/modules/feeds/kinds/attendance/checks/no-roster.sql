-- severity: warning
-- why: No enrollment is loaded for this school year, so it could not be compared.
select min(row_no) as row_no, 'date' as column_name
from mapped
where school_year is not null and school_year not in (select distinct school_year from enrollment)
having count(*) > 0
