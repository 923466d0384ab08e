-- why: what is not said follows from the subject
select row_no, school_year, course_code, subject, coalesce(core_flag, subject in ('english', 'math', 'science', 'social')) as is_core, is_algebra1, ccr, coalesce(arts_flag, subject = 'arts') as is_arts from clean
