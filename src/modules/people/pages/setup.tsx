import type { FC } from 'hono/jsx'
import { ButtonLink } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Steps } from '../../../platform/look/steps.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { SetupFact } from '../setup.ts'

/** What an installation still needs, read from what there is, and the way to the next step. */
export const SetupPage: FC<{ lang: Lang; facts: readonly SetupFact[] }> = ({ lang, facts }) => {
  const say = words(lang)
  const next = facts.find((fact) => !fact.done)
  return (
    <>
      <PageHead title={say('setup')} lead={say('setupLead')} />
      {next ? null : (
        <Notice lang={lang} kind="done">
          {say('setupDone')}
        </Notice>
      )}
      <Steps
        lang={lang}
        label={say('setup')}
        steps={facts.map((fact) => ({
          label: say(`fact_${fact.key}`),
          state: fact.done ? 'done' : fact === next ? 'now' : 'next',
          note: fact.done ? say(`fact_${fact.key}_has`, { count: fact.count }) : say(`fact_${fact.key}_why`),
        }))}
      />
      {next ? (
        <p>
          <ButtonLink href={next.href} label={say('next', { what: say(`fact_${next.key}`) })} main />
        </p>
      ) : null}
    </>
  )
}
