import fc from 'fast-check'
import type { SmallWorld } from './reference.ts'

const start = Date.UTC(2025, 9, 20)
const dayAt = (n: number): string => new Date(start + n * 86_400_000).toISOString().slice(0, 10)
const length = 34

/** Random small worlds around the end of October 2025: overlapping and repeated spells, unsent days, closed days, every kind of record. */
export const smallWorlds: fc.Arbitrary<SmallWorld> = fc
  .record({
    zones: fc.array(fc.constantFrom(101, 102, null), { minLength: 2, maxLength: 4 }),
    spells: fc.array(
      fc.record({
        student: fc.integer({ min: 1, max: 6 }),
        school: fc.nat(3),
        grade: fc.constantFrom(-1, 0, 3, 12),
        from: fc.nat(length),
        days: fc.option(fc.nat(length)),
        primary: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    events: fc.array(
      fc.record({
        student: fc.integer({ min: 1, max: 6 }),
        school: fc.nat(3),
        day: fc.nat(length),
        portion: fc.constantFrom(0, 25, 50, 51, 75, 100),
        kind: fc.constantFrom('excused', 'unexcused', 'disciplinary', 'in_school_suspension', 'tardy', 'no_record'),
      }),
      { maxLength: 60 },
    ),
    closed: fc.array(fc.record({ school: fc.nat(3), day: fc.nat(length) }), { maxLength: 15 }),
    unsent: fc.array(fc.record({ school: fc.nat(3), day: fc.nat(length) }), { maxLength: 30 }),
    races: fc.array(fc.option(fc.constantFrom('black', 'white', 'hispanic')), { minLength: 6, maxLength: 6 }),
    today: fc.integer({ min: 3, max: length + 20 }),
  })
  .map((seed) => {
    const days = Array.from({ length }, (_, i) => dayAt(i))
    const id = (school: number) => 1001 + (school % seed.zones.length)
    const unsent = new Set(seed.unsent.map((u) => `${id(u.school)} ${dayAt(u.day)}`))
    const seen = new Set<string>()
    return {
      schools: seed.zones.map((zone, i) => ({ id: 1001 + i, zone, district: 10 })),
      days,
      closed: seed.closed.map((c) => ({ school: id(c.school), day: dayAt(c.day) })),
      submitted: seed.zones.flatMap((_, i) =>
        days.filter((day) => !unsent.has(`${1001 + i} ${day}`)).map((day) => ({ school: 1001 + i, day })),
      ),
      spells: seed.spells.map((s) => ({
        student: s.student,
        school: id(s.school),
        grade: s.grade,
        entry: dayAt(s.from),
        exit: s.days === null ? null : dayAt(s.from + s.days),
        primary: s.primary,
      })),
      events: seed.events
        .map((e) => ({ ...e, school: id(e.school), day: dayAt(e.day) }))
        .filter((e) => !seen.has(`${e.student} ${e.school} ${e.day}`) && seen.add(`${e.student} ${e.school} ${e.day}`)),
      race: new Map(seed.races.flatMap((race, i) => (race === null ? [] : [[i + 1, race] as const]))),
      today: dayAt(seed.today),
    }
  })
