import type { FC } from 'hono/jsx'
import { CardGrid, Empty, Panel, Section } from '../../../../platform/look/panel.tsx'
import { Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import type { VoicesProps } from '../voices.ts'
import { StepList, WholeFrame } from './frame.tsx'
import { MarkedParagraph } from './marked.tsx'

/** What people said while the plan was made, what is needed, and where each shows up. */
export const VoicesShow: FC<VoicesProps> = ({ frame, mark, voices, heard, needs }) => {
  const { lang } = frame
  const words = say(lang)
  return (
    <WholeFrame frame={frame}>
      {voices.length === 0 && needs.length === 0 ? <Empty title={words('voicesNone')} /> : null}
      {voices.length > 0 ? (
        <Section title={words('voices')} id="voices" {...(heard ? { lead: heard } : {})}>
          <CardGrid>
            {voices.map((one) => (
              <Panel id={`v-${one.id}`}>
                <p class="kicker">
                  {one.who ? <Words text={one.who} /> : null}
                  {one.who && one.count ? ', ' : ''}
                  {one.count}
                </p>
                <h3>
                  <Words text={one.title} />
                </h3>
                {one.text ? <MarkedParagraph lang={lang} text={one.text} mark={mark} /> : null}
                {one.shows.length > 0 ? (
                  <>
                    <h4>{words('showsUp')}</h4>
                    <StepList steps={one.shows} level={false} />
                    {one.basis ? <p class="quiet">{one.basis}</p> : null}
                  </>
                ) : (
                  <p class="quiet">{words('showsNowhere')}</p>
                )}
              </Panel>
            ))}
          </CardGrid>
        </Section>
      ) : null}
      {needs.length > 0 ? (
        <Section title={words('needs')} id="needs" lead={words('needsLead')}>
          <CardGrid>
            {needs.map((one) => (
              <Panel id={`n-${one.id}`}>
                <h3>
                  <Words text={one.title} />
                </h3>
                {one.text ? <MarkedParagraph lang={lang} text={one.text} mark={mark} /> : null}
                {one.leadsTo.length > 0 ? (
                  <>
                    <h4>{words('answeredBy')}</h4>
                    <StepList steps={one.leadsTo} level={false} />
                  </>
                ) : (
                  <p class="quiet">{words('answeredNowhere')}</p>
                )}
              </Panel>
            ))}
          </CardGrid>
        </Section>
      ) : null}
    </WholeFrame>
  )
}
