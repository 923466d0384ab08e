import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { demoDuties } from '../../../../demo/duties.ts'
import { dayBook } from '../duties/days.ts'
import { goldenDays } from '../duties/golden/calendar.ts'
import { occurrencesOf, resolve } from '../duties/rules.ts'
import { dutySchema } from '../duties/schema.ts'
import { calendarText, type Entry } from './rules.ts'

/*
 * The calendar file of two school years, read again by somebody else's program, has exactly the days that were worked out by hand (`duties/golden`): daylight
 * saving begins and ends four times in them, and 2028 has a 29 February.
 */
const stamp = new Date('2026-11-20T15:04:05Z')

function entries(): { slug: string; entry: Entry }[] {
  const book = dayBook(goldenDays())
  return demoDuties
    .map((one) => dutySchema.parse(one))
    .flatMap((duty) => {
      const found = resolve(duty.rule, {}, duty.from, book)
      if (found.kind !== 'recurs') return []
      const row = { rule: duty.rule, from_date: duty.from, to_date: duty.to }
      return [2027, 2028].flatMap((year) =>
        occurrencesOf(row, found.reading, year, book).due.map((one) => ({
          slug: duty.slug,
          entry: {
            uid: `${duty.slug}-${year}-${one.key}@throughline`,
            day: one.due,
            title: duty.title.es ?? duty.slug,
            url: `https://plan.district.example/work/duties/${duty.slug}`,
            stamp,
            sequence: 0,
          },
        })),
      )
    })
}

const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

it('read again by ical.js, holds the due days of two school years and nothing else, each a whole day in every time zone', () => {
  const ours = entries()
  const golden = readFileSync(new URL('../duties/golden/two-years.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([, , , due]) => due !== '-')
    .map(([slug, , , due]) => `${slug} ${due}`)
  const read = events(
    calendarText(
      'Work',
      ours.map(({ entry }) => entry),
    ),
  )
  const slugs = new Map(ours.map(({ slug, entry }) => [entry.uid, slug]))
  expect(read.map((one) => `${slugs.get(one.uid)} ${one.startDate.toString()}`).toSorted()).toEqual(golden.toSorted())
  expect(new Set(read.map((one) => one.uid)).size).toBe(read.length)
  for (const one of read) {
    // A date without an hour cannot move when the clock is set.
    expect([one.startDate.isDate, one.endDate.isDate, one.isRecurring()]).toEqual([true, true, false])
    const next = one.startDate.clone()
    next.adjust(1, 0, 0, 0)
    expect(one.endDate.toString()).toBe(next.toString())
  }
})

it('gives back titles, addresses and numbers as they were, whatever letters they hold', () => {
  const title = `Niñez; reunión, \\ y ${'muy larga '.repeat(20)}\nsegunda línea`
  const entry = { uid: 'a@throughline', day: '2028-02-29', title, url: 'https://x.example/work/1', stamp, sequence: 3 }
  const [read] = events(calendarText('Work', [entry]))
  expect([read?.summary, read?.sequence, read?.startDate.toString(), read?.endDate.toString()]).toEqual([
    title,
    3,
    '2028-02-29',
    '2028-03-01',
  ])
  expect(read?.component.getFirstPropertyValue('url')).toBe(entry.url)
})
