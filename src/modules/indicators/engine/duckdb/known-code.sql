-- grain: one row a settled student
-- why: groups as bits, as they were kept (the fingerprint says that they are still true); a student of one school has one row, so only others are looked at twice
select k.student_key, k.traits from known k anti join unsettled u on u.student_key = k.student_key where k.is_only_school
union all
select distinct k.student_key, k.traits from known k anti join unsettled u on u.student_key = k.student_key where not k.is_only_school
