import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { ButtonLink } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import type { NotIn } from '../enter.ts'
import { tryMinutes } from '../rules.ts'

/** Why somebody who came back from a provider is not signed in, and what to do about it. */
export const NotInPage: FC<{ lang: Lang; notIn: NotIn; to: string }> = ({ lang, notIn, to }) => {
  const say = words(lang)
  const values = { provider: notIn.provider, minutes: tryMinutes }
  return (
    <>
      <PageHead title={say('oidc_title')} lead={say(`oidc_${notIn.refusal}`, values)} />
      <p class="measure">{say(`oidc_${notIn.refusal}_next`, values)}</p>
      <p>
        <ButtonLink href={to} label={say('tryAgain')} main />
      </p>
    </>
  )
}
