-- A signed annual report is corrected by a new version, signed again; the old one stays as it was signed.
alter table publishing.progress_report
  add column revision int not null default 1 check (revision > 0),
  add column corrects int references publishing.progress_report,
  -- what was wrong and why, in both languages: families read it
  add column correction jsonb not null default '{}' check (correction is json object),
  add constraint report_revision_corrects check ((revision = 1) = (corrects is null)),
  add constraint report_correction_says_why check (corrects is null or (correction ->> 'en' <> '' and correction ->> 'es' <> '') is true);
alter table publishing.progress_report drop constraint progress_report_district_id_school_year_goal_key;
alter table publishing.progress_report add constraint progress_report_version unique (district_id, school_year, goal, revision);
-- One version at a time is being written.
create unique index progress_report_draft on publishing.progress_report (district_id, school_year, goal) where state = 'draft';

create function publishing.keep_report_version() returns trigger language plpgsql as $$
begin
  if new.corrects is not null and not exists (select from publishing.progress_report o where o.progress_report_id = new.corrects and o.state = 'signed'
      and (o.district_id, o.school_year, o.goal, o.revision) = (new.district_id, new.school_year, new.goal, (new.revision - 1))) then
    raise exception 'only the signed version before it is corrected' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger progress_report_corrects before insert on publishing.progress_report for each row execute function publishing.keep_report_version();
