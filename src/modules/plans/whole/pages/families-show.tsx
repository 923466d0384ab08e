import type { FC } from 'hono/jsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Words } from '../../pages/words.tsx'
import type { FamiliesProps } from '../families.ts'
import { say } from '../say.ts'
import { WholeFrame } from './frame.tsx'
import { Marked } from './marked.tsx'

/** What families will see when the plan works, in their words. */
export const FamiliesShow: FC<FamiliesProps> = ({ frame, mark, vision, groups, voicesHref }) => {
  const { lang } = frame
  const words = say(lang)
  return (
    <WholeFrame frame={frame} {...(groups.length > 0 ? { lead: words('familiesLead') } : {})}>
      {vision ? (
        <p class="statement">
          <Words text={vision} />
        </p>
      ) : null}
      {groups.length === 0 ? <Empty title={words('familiesNone')} /> : null}
      {groups.map((group) => (
        <Section title={group.title.words} id={`g-${group.id}`}>
          {group.rows.map((row) => (
            <div class="seen">
              <h3>
                <Words text={row.step.title} />
              </h3>
              <ul>
                {row.lines.map((line) => (
                  <li>
                    <Marked lang={lang} text={line} mark={mark} />
                  </li>
                ))}
              </ul>
              <p>
                <a href={row.step.href}>
                  {words('howWeDoIt')}
                  <span class="sr">: {row.step.title.words}</span>
                </a>
              </p>
            </div>
          ))}
        </Section>
      ))}
      {voicesHref ? (
        <p>
          <a href={voicesHref}>{words('familiesVoices')}</a>
        </p>
      ) : null}
    </WholeFrame>
  )
}
