-- why: a program with a third fewer rows than the last file had is more often half a file
select p.program as code, p.school_year, p.n as before, c.n as after
from (select program, school_year, count(*) as n from previous group by program, school_year) p
join (select program, school_year, count(*) as n from clean group by program, school_year) c on c.program = p.program and c.school_year = p.school_year
