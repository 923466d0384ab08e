-- grain: one row a student
-- why: all groups of a student as bits of one number (0 = not known), so that grouping needs no words and rows stay narrow
--      bits 0-3 grade (PK = 1), 4-7 race, 8-9 high needs, 10-11 disability, 12-13 economic, 14-15 English learner, 16-17 gender, 18-19 residency
select student_key, cast(
    coalesce(grade + 2, 0)
    + 16 * case race when 'american_indian' then 1 when 'asian' then 2 when 'black' then 3 when 'hispanic' then 4 when 'pacific_islander' then 5
        when 'two_or_more' then 6 when 'white' then 7 else 0 end
    + 256 * coalesce(cast(high_needs as integer) + 1, 0)
    + 1024 * coalesce(cast(swd as integer) + 1, 0)
    + 4096 * coalesce(cast(econ as integer) + 1, 0)
    + 16384 * coalesce(cast(el as integer) + 1, 0)
    + 65536 * case gender when 'female' then 1 when 'male' then 2 when 'nonbinary' then 3 else 0 end
    + 262144 * case residency when 'resident' then 1 when 'nonresident' then 2 else 0 end
  as integer) as traits
from student_trait
