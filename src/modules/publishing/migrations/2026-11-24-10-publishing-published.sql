-- What the public has of a district, for everybody who reads its public numbers: one row for each published edition, its content and nothing else. The edition itself,
-- with why a cell is hidden and who wrote what, stays with those who hold the district's true numbers.
create table publishing.published (
  edition_id int primary key references publishing.edition,
  district_id int not null references people.org,
  number int not null,
  kind text not null,
  as_of date not null,
  -- the number of the edition that this one corrects; what was wrong stands in its content
  corrects int,
  content jsonb not null,
  content_digest text not null,
  published_at timestamptz not null,
  unique (district_id, number)
);
create index on publishing.published (district_id, corrects) where corrects is not null;

alter table publishing.edition no force row level security;
insert into publishing.published (edition_id, district_id, number, kind, as_of, corrects, content, content_digest, published_at)
  select e.edition_id, e.district_id, e.number, e.kind, e.as_of, (e.content -> 'corrects' ->> 'number')::int, e.content, e.content_digest, e.published_at
  from publishing.edition e where e.state in ('published', 'superseded') and e.content is not null;
alter table publishing.edition force row level security;

grant select, insert on publishing.published to throughline_app;
alter table publishing.published enable row level security;
alter table publishing.published force row level security;
create policy published_seen on publishing.published for select using (district_id = any ((select platform.scope_districts())::int[]));
create policy published_added on publishing.published for insert
  with check (district_id = any ((select platform.scope_orgs())::int[]) and district_id = any ((select platform.scope_districts())::int[]));

-- Exactly what was published: not a draft, not an edition that is approved only, and no other text.
create function publishing.keep_published() returns trigger language plpgsql as $$
begin
  if not exists (select from publishing.edition e where e.edition_id = new.edition_id and e.district_id = new.district_id
      and e.state in ('published', 'superseded') and (e.number, e.kind, e.as_of, e.content_digest) = (new.number, new.kind, new.as_of, new.content_digest)
      and e.content = new.content and (e.content -> 'corrects' ->> 'number')::int is not distinct from new.corrects) then
    raise exception 'only what is published is told as published' using errcode = '55000';
  end if;
  return null;
end $$;
create trigger published_kept after insert on publishing.published for each row
  when (current_user = 'throughline_app') execute function publishing.keep_published();
