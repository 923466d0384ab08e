import type { FC } from 'hono/jsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Code } from '../../../../platform/look/status.tsx'
import { Words } from '../../pages/words.tsx'
import type { GlossaryProps } from '../glossary.ts'
import { say } from '../say.ts'
import { WholeFrame } from './frame.tsx'

/** The words of a plan: what each means and where it stands. */
export const GlossaryShow: FC<GlossaryProps> = ({ frame, letters, count }) => {
  const { lang } = frame
  const words = say(lang)
  return (
    <WholeFrame frame={frame} {...(count > 0 ? { lead: words('glossaryLead', { count }) } : {})}>
      {count === 0 ? <Empty title={words('glossaryNone')} /> : null}
      {count > 15 ? (
        <nav aria-label={words('letters')}>
          <ul class="inline">
            {letters.map((one) => (
              <li>
                <a href={`#l-${one.letter === '#' ? 'other' : one.letter}`}>{one.letter}</a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {letters.map((one) => (
        <section class="letter" id={`l-${one.letter === '#' ? 'other' : one.letter}`}>
          <h2>{one.letter}</h2>
          <dl class="terms">
            {one.terms.map((term) => (
              <div id={term.anchor}>
                <dt>{term.term}</dt>
                <dd>
                  <Words text={term.means} />
                  {term.says ? (
                    <p>
                      <Words text={term.says} />
                    </p>
                  ) : null}
                  {term.uses.length > 0 ? (
                    <p class="uses">
                      <span>{words('standsIn')}</span>{' '}
                      {term.uses.map((step, i) => (
                        <>
                          {i > 0 ? ' ' : ''}
                          <a href={step.href} title={step.title.words}>
                            {step.code ? <Code>{step.code}</Code> : step.title.words}
                          </a>
                        </>
                      ))}
                      {term.more > 0 ? <span> {words('andMore', { count: term.more })}</span> : null}
                    </p>
                  ) : null}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </WholeFrame>
  )
}
