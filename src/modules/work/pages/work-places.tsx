import type { FC } from 'hono/jsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import { viewHref, viewNames } from '../views/filter.ts'
import { words as viewWords } from '../views/say.ts'

type Place = { href: string; label: string }
export type WorkPlacesProps = { lang: Lang; whose: 'mine' | 'all'; readsAll: boolean; hands: boolean }

const Links: FC<{ places: readonly Place[] }> = ({ places }) => (
  <>
    {places.map(({ href, label }, at) => (
      <>
        {at > 0 ? ' \u00b7 ' : null}
        <a href={href}>{label}</a>
      </>
    ))}
  </>
)

/** Where else work stands: other ways to see the same list, and, folded, everything around it by what it is for. */
export const WorkPlaces: FC<WorkPlacesProps> = ({ lang, whose, readsAll, hands }) => {
  const say = words(lang)
  const views = viewWords(lang)
  const ways: Place[] = [
    { href: `/work/table?whose=${whose}`, label: say('asTable') },
    ...viewNames.map((view) => ({
      href: viewHref(view, whose === 'mine' ? { owner: 'mine' } : {}),
      label: views(view),
    })),
  ]
  const inside = (places: Place[]): Place[] => (readsAll ? places : [])
  const groups: [label: string, places: Place[]][] = [
    [
      say('placesYear'),
      [
        { href: '/work/duties', label: say('toDuties') },
        ...inside([
          { href: '/work/cycles', label: say('toCycles') },
          { href: '/work/on-time', label: say('toOnTime') },
        ]),
        { href: '/work/committees', label: say('toCommittees') },
        ...inside([
          { href: '/work/milestones', label: say('toMilestones') },
          { href: '/work/submissions', label: say('toSubmissions') },
          { href: '/work/compliance', label: say('toCompliance') },
        ]),
      ],
    ],
    [
      say('placesPapers'),
      inside([
        { href: '/work/artefacts', label: say('toArtefacts') },
        { href: '/work/documents', label: say('toDocuments') },
        { href: '/work/procedures', label: say('toProcedures') },
      ]),
    ],
    [
      say('placesAhead'),
      [
        { href: '/work/waves', label: views('toWaves') },
        { href: '/work/what-if', label: views('toWhatIf') },
      ],
    ],
    [
      say('placesMine'),
      [
        { href: '/work/calendar', label: say('toCalendar') },
        { href: '/work/reminders', label: say('toReminders') },
        ...inside([{ href: '/work/delegation', label: say('toDelegation') }]),
        ...(hands ? [{ href: '/work/hand-over', label: say('toHandOver') }] : []),
      ],
    ],
  ]
  return (
    <>
      <p>
        <Links places={ways} />
      </p>
      <details>
        <summary>{say('places')}</summary>
        <dl>
          {groups
            .filter(([, places]) => places.length > 0)
            .map(([label, places]) => (
              <>
                <dt>{label}</dt>
                <dd>
                  <Links places={places} />
                </dd>
              </>
            ))}
        </dl>
      </details>
    </>
  )
}
