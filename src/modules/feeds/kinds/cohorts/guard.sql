-- why: a cohort that lost a third of its students since the last file would graduate almost everybody
select '' as code, p.school_year, p.n as before, c.n as after
from (select school_year, count(*) as n from previous group by school_year) p
join (select school_year, count(*) as n from clean group by school_year) c on c.school_year = p.school_year
