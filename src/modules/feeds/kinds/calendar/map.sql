-- grain: one row a row of the file
-- why: the year, the day and what kind of day it is, in the words of the product
create temp table mapped as
select row_no, school_year as year_text, as_year(school_year) as school_year, org_code, date as day_text, as_date(date) as day,
  replace(replace(lower(day_type), ' ', '_'), '-', '_') as day_type, marking_period, lower(season) as season, org_code as school_code
from raw
