import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'

/** Somebody took out what another one was changing: all that was typed, to be copied. */
export const GoneShow: FC<{ lang: Lang; rows: readonly { label: string; value: string }[]; back: string }> = ({
  lang,
  rows,
  back,
}) => {
  const words = say(lang)
  return (
    <div class="stack">
      <PageHead title={words('goneTitle')} lead={words('goneLead')} />
      <Section title={words('typed')}>
        <dl class="key-value">
          {rows.map((row) => (
            <div>
              <dt>{row.label}</dt>
              <dd class="typed">{row.value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Buttons>
        <ButtonLink label={words('back')} href={back} />
      </Buttons>
    </div>
  )
}
