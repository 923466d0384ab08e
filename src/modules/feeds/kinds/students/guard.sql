-- why: a roster with a third fewer students than the last one is more often half a file than a smaller district
select '' as code, a.school_year, b.n as before, a.n as after
from (select school_year, count(*) as n from clean group by school_year) a
join (select school_year, count(*) as n from previous group by school_year) b on b.school_year = a.school_year
