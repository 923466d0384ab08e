import { Steps } from '../../../platform/look/steps.tsx'
import { holds, setupState } from '../../people/index.ts'
import { words } from '../say.ts'
import type { CardMaker } from './card.ts'

/** The administrator: how far the setting up is, read from what there is. */
export const administratorCards: CardMaker = async ({ tx, visitor, lang, district }) => {
  if (!holds(visitor, ['administrator'], district.org_id)) return []
  const say = words(lang)
  const facts = await setupState(tx)
  const done = facts.filter((fact) => fact.done).length
  const next = facts.find((fact) => !fact.done)
  if (!next)
    return [
      {
        key: 'setup',
        part: 'opportunity',
        title: say('setupDone'),
        href: '/people',
        body: <p>{say('setupDoneWhy')}</p>,
      },
    ]
  const title = say('setup', { done, all: facts.length })
  return [
    {
      key: 'setup',
      part: 'responsibility',
      title,
      href: '/setup',
      body: (
        <>
          <Steps
            lang={lang}
            label={title}
            steps={facts.map((fact) => ({
              label: say(`fact.${fact.key}`),
              state: fact.done ? 'done' : fact === next ? 'now' : 'next',
            }))}
          />
          <p>
            <a class="btn btn-main" href={next.href}>
              {say('goOn')}
            </a>
          </p>
        </>
      ),
    },
  ]
}
