import { shortDate } from '../../../platform/format.ts'
import { freshness, waiting } from '../../feeds/index.ts'
import { holds, orgById, type Role } from '../../people/index.ts'
import { words } from '../say.ts'
import type { CardMaker } from './card.ts'

const stewards: readonly Role[] = ['data_steward']
const listed = 8

/** The data steward: files that wait, and schools that stopped handing in attendance. */
export const stewardCards: CardMaker = async ({ tx, visitor, lang, district, currentYear }) => {
  if (!holds(visitor, stewards, district.org_id)) return []
  const say = words(lang)
  const files = await waiting(tx, visitor, district.org_id)
  const waits = [
    ['filesStopped', files.stopped],
    ['filesFailed', files.failed],
    ['filesExamined', files.examined],
  ] as const
  const count = files.stopped + files.failed + files.examined
  const schools = await freshness(tx, district.org_id, currentYear)
  const stopped = schools.filter((school) => school.stopped)
  const lines = await Promise.all(
    stopped.slice(0, listed).map(async (school) => {
      const org = (await orgById(tx, school.org_id))?.name ?? ''
      return {
        id: school.org_id,
        words: school.through
          ? say('since', { org, date: shortDate(school.through, lang) })
          : say('sinceNever', { org }),
      }
    }),
  )
  return [
    {
      key: 'files',
      part: 'responsibility',
      title: count > 0 ? say('filesWait', { count }) : say('files'),
      href: '/data',
      body:
        count > 0 ? (
          <ul>{waits.flatMap(([key, n]) => (n > 0 ? [<li>{say(key, { count: n })}</li>] : []))}</ul>
        ) : (
          <p>{say('filesWhy')}</p>
        ),
    },
    stopped.length > 0
      ? {
          key: 'stopped',
          part: 'responsibility',
          title: say('stopped', { count: stopped.length }),
          body: (
            <>
              <p>{say('stoppedWhy')}</p>
              <ul>
                {lines.map((line) => (
                  <li>
                    <a href={`/schools/${line.id}`}>{line.words}</a>
                  </li>
                ))}
              </ul>
            </>
          ),
        }
      : schools.length > 0
        ? { key: 'stopped', part: 'opportunity', title: say('allHandIn'), body: <p>{say('allHandInWhy')}</p> }
        : { key: 'stopped', part: 'opportunity', title: say('noNumbers'), body: <p>{say('noNumbersWhy')}</p> },
  ]
}
