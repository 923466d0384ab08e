-- why: a list that lost a third of its students since the last file would make everybody else a difference
select '' as code, p.school_year, p.n as before, c.n as after
from (select school_year, years, count(*) as n from previous group by school_year, years) p
join (select school_year, years, count(*) as n from clean group by school_year, years) c on c.school_year = p.school_year and c.years = p.years
