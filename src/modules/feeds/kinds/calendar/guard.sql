-- why: a calendar that lost a third of its days of school would lift every rate of absence
with before as (
  select school_year, max(n) as n
  from (select org_id, school_year, count(*) filter (where is_instructional) as n from previous group by org_id, school_year)
  group by school_year
),
after as (
  select school_year, count(*) filter (where day_type in ('instructional', 'half_day', 'make_up')) as n
  from clean where org_code is null group by school_year
)
select '' as code, a.school_year, b.n as before, a.n as after
from after a join before b on b.school_year = a.school_year
