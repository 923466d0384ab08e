import { grade, languageName, schoolYear, shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import { words as peopleWords } from '../say.ts'
import { readPurposes } from '../students/schema.ts'
import type { Basis, PartyKind } from './exceptions.ts'
import type { WholeRecord } from './schema.ts'
import { isWord, words } from './say.ts'

/** One part of a record as a table: for the page and for the file alike. `key`: the part's name in the JSON. */
export type RecordTable = { key: keyof WholeRecord; title: string; lead?: string; heads: string[]; rows: string[][] }

/** Every part of a record in the reader's language. `moment` says an instant in the district's time. Pure. */
export function tablesOf(record: WholeRecord, lang: Lang, moment: (iso: string) => string): RecordTable[] {
  const say = words(lang)
  const flag = (value: boolean | null) => (value === null ? '' : say(value ? 'yes' : 'no'))
  const day = (iso: string | null) => (iso === null ? '' : shortDate(iso, lang))
  const days = (hundredths: number) => String(hundredths / 100)
  // What a district writes in its own codes, such as why somebody left, stays as it was written.
  const word = (kind: string, code: string | null) => {
    const key = `${kind}_${code}`
    return isWord(key) ? say(key) : (code ?? '')
  }
  const purpose = (code: string) =>
    peopleWords(lang)(`purpose_${readPurposes.find((one) => one === code) ?? 'list'}`)
  const { identity: who } = record
  return [
    {
      key: 'identity',
      title: say('identity'),
      heads: [say('studentId'), say('name'), say('birthDate'), say('homeLanguage'), say('district')],
      rows: [
        [
          who.student_id,
          `${who.last_name}, ${who.first_name}`,
          day(who.birth_date),
          languageName(who.home_language, lang),
          record.district,
        ],
      ],
    },
    {
      key: 'years',
      title: say('years'),
      heads: [
        say('year'),
        say('race'),
        say('gender'),
        say('econ'),
        say('el'),
        say('swd'),
        say('residency'),
      ],
      rows: record.years.map((one) => [
        schoolYear(one.school_year),
        word('race', one.race),
        word('gender', one.gender),
        flag(one.econ),
        flag(one.el),
        flag(one.swd),
        word('residency', one.residency),
      ]),
    },
    {
      key: 'enrollment',
      title: say('enrollment'),
      heads: [
        say('year'),
        say('school'),
        say('grade'),
        say('entry'),
        say('exit'),
        say('exitCode'),
        say('primary'),
      ],
      rows: record.enrollment.map((one) => [
        schoolYear(one.school_year),
        one.school,
        grade(one.grade),
        day(one.entry_date),
        day(one.exit_date),
        word('exit', one.exit_code),
        flag(one.is_primary),
      ]),
    },
    {
      key: 'classes',
      title: say('classes'),
      heads: [say('class'), say('course'), say('school'), say('entry'), say('exit')],
      rows: record.classes.map((one) => [
        [one.title, one.code].filter(Boolean).join(' '),
        String(one.course ?? ''),
        String(one.school ?? ''),
        day(one.begin_date ? String(one.begin_date) : null),
        day(one.end_date ? String(one.end_date) : null),
      ]),
    },
    {
      key: 'standings',
      title: say('standings'),
      heads: [say('year'), say('place'), say('definition'), say('missed'), say('member'), say('tier'), say('through')],
      rows: record.standings.map((one) => [
        schoolYear(one.school_year),
        one.place,
        word('definition', one.definition),
        days(one.absent),
        String(one.member_days),
        word('tier', one.tier),
        day(one.through_date),
      ]),
    },
    {
      key: 'absences',
      title: say('absences'),
      lead: say('absencesLead'),
      heads: [say('day'), say('year'), say('school'), say('absenceKind'), say('portion')],
      rows: record.absences.map((one) => [
        day(one.day),
        schoolYear(one.school_year),
        one.school,
        word('absence', one.kind),
        days(one.portion),
      ]),
    },
    {
      key: 'reads',
      title: say('readsOf'),
      heads: [say('when'), say('who'), say('place'), say('whatFor'), say('reason'), say('listOf')],
      rows: record.reads.map((one) => [
        moment(one.at),
        one.who,
        one.place,
        purpose(one.purpose),
        one.reason,
        String(one.students),
      ]),
    },
    {
      key: 'disclosures',
      title: say('disclosures'),
      heads: [
        say('onDate'),
        say('party'),
        say('partyKind'),
        say('basis'),
        say('interest'),
        say('what'),
        say('wasGiven'),
        say('enteredBy'),
      ],
      rows: record.disclosures.map((one) => [
        day(one.on_date),
        one.party,
        say(`party_${one.party_kind as PartyKind}`),
        say(`basis_${one.basis as Basis}`),
        one.interest,
        one.what,
        say(one.was_given ? 'given_yes' : 'given_no'),
        one.entered_name,
      ]),
    },
  ]
}
