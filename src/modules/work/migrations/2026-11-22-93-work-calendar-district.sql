-- Somebody who works for two districts has a calendar of each: until now a second one could not be made, nor any by whoever moved from one district to another.
drop index work.calendar_link_account_id_idx;
create unique index calendar_link_open on work.calendar_link (account_id, district_id) where ended_at is null;
