-- Who handed a packet to the board, took it back, published it: for everybody inside the district, as the packet is. The history of its edition, with the drafts
-- before it, stays with those who prepare editions.
create policy change_of_packet on platform.change for select
  using (object = 'publishing.packet' and org_id = any ((select platform.scope_inside())::int[]));
