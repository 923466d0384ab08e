-- severity: warning
-- why: Grades are PK, K and 1 to 12; the row is loaded without one.
select row_no, 'grade' as column_name from mapped where grade_text is not null and grade is null
