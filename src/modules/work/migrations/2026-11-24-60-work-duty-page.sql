-- A duty may also be entered and changed on a page: from then on the district's list leaves it alone. When its rule changes, the one before holds until the day before.
alter table work.duty
  add column kept text not null default 'list' check (kept in ('list', 'page')),
  add column earlier jsonb not null default '[]';
comment on column work.duty.kept is 'who keeps its words and its rule: the list of the district, or people on its page';
comment on column work.duty.earlier is 'rules of before, in order: rule, settled, days of grace, first and last day';
