-- List, timeline and board of ten thousand items: each page reads the rows that it shows, in the order of an index.

-- By due day, those without a day last: of the district, of a plan, of a column of a plan's board, of an office.
create index item_by_due on work.item (district_id, (coalesce(due_on, 'infinity'::date)), item_id);
create index item_of_plan_by_due on work.item (district_id, plan, (coalesce(due_on, 'infinity'::date)), item_id) where plan is not null;
create index item_of_plan_column on work.item (district_id, plan, state, (coalesce(due_on, 'infinity'::date)), item_id) where plan is not null;
create index item_of_office_by_due on work.item (district_id, owner_org, (coalesce(due_on, 'infinity'::date)), item_id) where owner_org is not null;
-- By the day on which it begins, for the timeline: what has no day at all is not drawn.
create index item_of_plan_by_begin on work.item (district_id, plan, (coalesce(starts_on, due_on)), item_id)
  where plan is not null and coalesce(starts_on, due_on) is not null;
