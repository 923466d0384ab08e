-- What others had published when a draft was attacked, as a digest; null for drafts from before it was asked: they are drafted again.
alter table publishing.edition add column told text;
