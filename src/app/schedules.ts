/** The time zone in which the queue reads schedules. What needs a district's own clock runs often and asks there. */
export const scheduleZone = 'America/New_York'

/**
 * Every schedule of the product, by hand: when, which job, and what it does. Modules declare theirs beside the job; `schedules.test.ts` compares the two, and
 * `docs/run/schedules.md` is written from this list.
 */
export const schedules: readonly { job: string; cron: string; does: string }[] = [
  {
    job: 'work.webhooks',
    cron: '*/2 * * * *',
    does: 'tells other systems of what happened, and tries again what failed',
  },
  {
    job: 'work.reminders',
    cron: '*/10 * * * *',
    does: 'makes the mails that are due by each district’s clock, and sends what waits',
  },
  {
    job: 'publishing.heal',
    cron: '*/10 * * * *',
    does: 'lists what was released and is not in the public index, also whenever a worker begins',
  },
  { job: 'app.sweep', cron: '40 2 * * *', does: 'removes what no row names: broken uploads, scratch, old limits' },
  { job: 'people.sweep-records', cron: '5 3 * * *', does: 'removes prepared records of students after a few days' },
  { job: 'feeds.retention', cron: '15 3 * * *', does: 'removes files and versions that are no longer kept' },
  { job: 'work.duties', cron: '20 4 * * *', does: 'makes what begins within two weeks a due item' },
  { job: 'work.meetings', cron: '25 4 * * *', does: 'makes the meetings of the next six weeks, by their rules' },
  { job: 'work.cycles', cron: '25 4 * * *', does: 'opens reporting cycles, and closes those whose last day is over' },
  { job: 'work.documents', cron: '30 4 * * *', does: 'makes reviews and acknowledgements of documents due items' },
]
