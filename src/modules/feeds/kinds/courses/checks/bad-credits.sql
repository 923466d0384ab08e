-- severity: error
-- why: Credits decide who is on track.
select row_no, 'credits_earned' as column_name from mapped where earned_text is not null and (earned is null or not earned between 0 and 2000)
union all
select row_no, 'credits_attempted' from mapped where attempted_text is not null and (attempted is null or not attempted between 0 and 2000)
