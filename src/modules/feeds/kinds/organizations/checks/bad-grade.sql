-- severity: error
-- why: Grades tell which students a school may have.
select row_no, 'low_grade' as column_name from mapped where low_text is not null and low_grade is null
union all
select row_no, 'high_grade' from mapped where high_text is not null and high_grade is null
union all
select row_no, 'high_grade' from mapped where high_grade < low_grade
