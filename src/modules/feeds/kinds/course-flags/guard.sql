-- why: a file with a third fewer rows of a year than the last one is more often half a file
select '' as code, p.school_year, p.n as before, c.n as after
from (select school_year, count(*) as n from previous group by school_year) p
join (select school_year, count(*) as n from clean group by school_year) c on c.school_year = p.school_year
