-- Work is seen by its owner and by those who take part in the district's work; its history by whoever sees the item.
drop policy item_of_district on work.item;
create policy item_seen on work.item
  using (district_id = any ((select platform.scope_inside())::int[])
    or (owner_account = (select platform.scope_actor()) and district_id = any ((select platform.scope_districts())::int[])));
create policy change_of_item on platform.change for select using (
  case when object = 'work.item' then exists (select from work.item i where i.item_id = object_id::int) end);
