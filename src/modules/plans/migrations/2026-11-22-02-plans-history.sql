-- The history of plans: for those who take part in the district's work. What the plan said, and when, stands in its versions, which everybody of the district reads.
create policy change_of_plan on platform.change for select
  using (object like 'plans.%' and org_id = any ((select platform.scope_inside())::int[]));
