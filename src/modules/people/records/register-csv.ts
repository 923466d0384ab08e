import { now } from '../../../platform/clock.ts'
import { csvLines } from '../../../platform/csv.ts'
import type { Lang } from '../../../platform/words.ts'
import { moment } from '../moments.ts'
import type { Basis, PartyKind } from './exceptions.ts'
import { bases } from './exceptions.ts'
import type { WholeRecord } from './schema.ts'
import { words } from './say.ts'

/** Entries of the register about one student as CSV for people, stamped with who took it, when and why. */
export function registerCsv(
  entries: WholeRecord['disclosures'],
  lang: Lang,
  taken: { by: string; reason: string; zone: string },
): string {
  const say = words(lang)
  const lines = [
    [say('stamp', { at: moment(now(), taken.zone, lang), by: taken.by, reason: taken.reason })],
    [
      say('onDate'),
      say('party'),
      say('partyKind'),
      say('basis'),
      '34 CFR',
      say('interest'),
      say('what'),
      say('wasGiven'),
      say('enteredBy'),
    ],
    ...entries.map((one) => [
      one.on_date,
      one.party,
      say(`party_${one.party_kind as PartyKind}`),
      say(`basis_${one.basis as Basis}`),
      bases[one.basis as Basis].citation,
      one.interest,
      one.what,
      say(one.was_given ? 'given_yes' : 'given_no'),
      one.entered_name,
    ]),
  ]
  // The mark makes spreadsheets read accents right.
  return `\uFEFF${csvLines(lines)}`
}
