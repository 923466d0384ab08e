-- why: a third fewer results of a test than the last file had is more often half a file
select p.assessment as code, p.school_year, p.n as before, coalesce(c.n, 0) as after
from (select assessment, school_year, count(*) as n from previous group by assessment, school_year) p
join (select assessment, school_year, count(*) as n from clean group by assessment, school_year) c on c.assessment = p.assessment and c.school_year = p.school_year
