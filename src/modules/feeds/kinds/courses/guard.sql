-- why: a third fewer courses at a school than in the last file is more often half a file
select a.code, a.school_year, a.before, count(c.row_no) as after
from (
  select p.org_id, any_value(k.code) as code, p.school_year, count(*) as before
  from previous p join known_org k on k.org_id = p.org_id
  where p.school_year in (select distinct school_year from clean)
  group by p.org_id, p.school_year
) a
left join clean c on c.org_id = a.org_id and c.school_year = a.school_year
group by a.code, a.school_year, a.before
