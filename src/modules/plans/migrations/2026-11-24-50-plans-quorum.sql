-- Of a decision: how many members were there, and how many had to be. Decisions of before do not say; with fewer than it takes nothing is approved.
alter table plans.approval add column present int check (present between 0 and 1000);
alter table plans.approval add column quorum int check (quorum between 1 and 1000);
alter table plans.approval add constraint quorum_is_told_whole check ((present is null) = (quorum is null));
alter table plans.approval add constraint quorum_approves check (outcome <> 'approved' or present is null or present >= quorum);
