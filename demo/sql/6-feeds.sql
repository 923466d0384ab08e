-- The layouts of the feed, column by column, with what the rows are ordered by at the end of each.

-- A school of a portfolio has a second row with the portfolio as its parent: it lies in its zone and in the portfolio.
create view organizations as
with membership as (
  select code as portfolio_code, unnest(schools) as school_code from portfolio
),
row_of as (
  select place, org_code, name, kind, parent_code, from_date, to_date, low_grade, high_grade, phone, address, successor_code, lineage from organization
  union all
  select 7, o.org_code, o.name, o.kind, m.portfolio_code, o.from_date, o.to_date, o.low_grade, o.high_grade, o.phone, o.address, o.successor_code, o.lineage
  from organization o
  join membership m on m.school_code = o.org_code
)
select org_code, name, kind, parent_code, from_date, to_date, low_grade, high_grade, phone, address, successor_code, lineage
from row_of
order by place, org_code, parent_code;

create view calendars as
select school_year, org_code, day as date, day_type, marking_period, season
from calendar
order by school_year, org_code nulls first, day;

-- Words of gardens and kitchens: nobody can carry such a name. Some have letters beyond ASCII, some two words, some an apostrophe.
create table first_word as
select word, (row_number() over () - 1)::integer as n
from (select unnest([
  'Acacia', 'Alder', 'Almond', 'Amber', 'Añil', 'Aspen', 'Aster', 'Azure', 'Balsam', 'Bamboo', 'Barley', 'Birch', 'Bluebell', 'Bramble', 'Bracken', 'Buttercup',
  'Cedar', 'Chestnut', 'Cinnamon', 'Clover', 'Cobalt', 'Copper', 'Coral', 'Cornflower', 'Crimson', 'Cypress', 'Dahlia', 'Damson', 'Dandelion', 'Ébano',
  'Elder', 'Elm', 'Fennel', 'Fern', 'Foxglove', 'Gorse', 'Hawthorn', 'Heather', 'Hemlock', 'Hickory', 'Indigo', 'Jacarandá', 'Juniper', 'Larch',
  'Lavender', 'Linden', 'Lupine', 'Magenta', 'Magnolia', 'Mahogany', 'Maple', 'Marigold', 'Mimosa', 'Mulberry', 'Myrtle', 'Nutmeg', 'Oak', 'Ochre',
  'Olmo', 'Peony', 'Periwinkle', 'Pine', 'Poplar', 'Poppy', 'Primrose', 'Rowan', 'Saffron', 'Scarlet', 'Sequoia', 'Sienna', 'Snowdrop', 'Sorrel',
  'Spruce', 'Sycamore', 'Tamarind', 'Teal', 'Thistle', 'Thyme', 'Tulip', 'Umber', 'Verbena', 'Willow', 'Yarrow', 'Zinnia'
]) as word);

create table last_word as
select head || tail as word, (row_number() over (order by head, tail) - 1)::integer as n
from (select unnest(['Amber', 'Brook', 'Bristle', 'Cloud', 'Copper', 'Dapple', 'Dew', 'Ember', 'Frost', 'Glimmer', 'Hollow', 'Ivory', 'Jolly', 'Lantern', 'Meadow', 'Mellow',
    'Nimble', 'Pebble', 'Quill', 'Ripple', 'Rumble', 'Saffron', 'Silver', 'Thimble', 'Tumble', 'Velvet', 'Whistle', 'Willow', 'Winter', 'Yonder', 'O''Maple', 'Piña']) as head),
  (select unnest(['acorn', 'badger', 'barrel', 'basket', 'button', 'candle', 'cricket', 'feather', 'fern', 'gander', 'kettle', 'ladder', 'marble', 'otter', 'pumpkin',
    'saddle', 'sparrow', 'teapot', 'thicket', 'trumpet', 'turnip', 'wagon', 'whisker', 'zither']) as tail);

create table named as
with drawn as (
  select pid, pick('first', pid, 0) % (select count(*) from first_word) as f, pick('first', pid, 1) % (select count(*) from first_word) as g,
    pick('last', pid, 0) % (select count(*) from last_word) as l, pick('last', pid, 1) % (select count(*) from last_word) as m
  from person
)
select d.pid,
  l.word || if(u('two names', d.pid, 0) < 0.06, '-' || m.word, '') as last_name,
  f.word || if(u('middle', d.pid, 0) < 0.04, ' ' || g.word, '') as first_name
from drawn d
join first_word f on f.n = d.f
join first_word g on g.n = d.g
join last_word l on l.n = d.l
join last_word m on m.n = d.m;

create view students as
with at_magnet as (
  select pid, school_year, bool_or(s.special = 'magnet') as magnet
  from spell p join school s on s.code = p.school
  where p.is_primary
  group by pid, school_year
)
select st.student_id, st.school_year, n.last_name, n.first_name, st.birth_date, st.gender, st.race as race_ethnicity,
  if(st.econ, 'Y', 'N') as economically_disadvantaged, if(st.el, 'Y', 'N') as english_learner, if(st.swd, 'Y', 'N') as student_with_disability,
  if(st.resident_at < if(coalesce(a.magnet, false), 0.25, 0.007), 'nonresident', 'resident') as residency,
  case
    when st.race = 'hispanic' and (st.el or u('language', st.pid, 0) < 0.5) then 'es'
    when st.race = 'white' and (st.el or u('language', st.pid, 0) < 0.06) then ['pt', 'pl', 'sq', 'uk'][1 + (pick('language', st.pid, 1) % 4)::integer]
    when st.race = 'black' and (st.el or u('language', st.pid, 0) < 0.06) then ['ht', 'so', 'fr', 'pt'][1 + (pick('language', st.pid, 1) % 4)::integer]
    when st.race = 'asian' and (st.el or u('language', st.pid, 0) < 0.5) then ['kar', 'vi', 'ar', 'bn', 'zh'][1 + (pick('language', st.pid, 1) % 5)::integer]
    else 'en'
  end as home_language
from student st
join named n using (pid)
join at_magnet a using (pid, school_year)
order by st.school_year, st.student_id;

create view enrollments as
select st.student_id, p.school_year, p.school as school_code, grade_text(p.grade) as grade, p.entry_date, p.exit_date, p.exit_code, if(p.is_primary, 'Y', 'N') as "primary"
from spell p
join student st using (pid, school_year)
order by p.school_year, st.student_id, p.entry_date, "primary" desc, p.school;

create view attendances as
select st.student_id, r.school_year, r.school as school_code, r.day as date, r.status, r.portion
from recorded r
join student st using (pid, school_year)
order by r.school_year, r.day, r.school, st.student_id, r.status;

create view submissions as
select school_year, school as school_code, day as date, mode
from submission
order by school_year, day, school;
