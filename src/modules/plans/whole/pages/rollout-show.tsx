import type { FC } from 'hono/jsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { CardGrid, Empty, Panel, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { Paragraph, StepLink, Words } from '../../pages/words.tsx'
import type { MajorView, MoneyRow, RolloutProps, WaveRow } from '../rollout.ts'
import { say } from '../say.ts'
import { StepList, WholeFrame } from './frame.tsx'

const Major: FC<{ lang: RolloutProps['frame']['lang']; one: MajorView }> = ({ lang, one }) => {
  const words = say(lang)
  return (
    <Panel>
      <h3>
        <StepLink step={one.step} level={false} />
      </h3>
      <Facts
        facts={[
          { value: one.step.level },
          ...(one.owner ? [{ value: one.owner }] : []),
          ...(one.when ? [{ value: one.when }] : []),
        ]}
      />
      {one.text ? <Paragraph lang={lang} text={one.text} /> : null}
      {one.told ? <p>{one.told}</p> : null}
      {one.needs.length > 0 ? (
        <>
          <h4>{words('needsFirst')}</h4>
          <StepList steps={one.needs} level={false} />
        </>
      ) : null}
      {one.neededBy.length > 0 ? (
        <>
          <h4>{words('othersNeed')}</h4>
          <StepList steps={one.neededBy} level={false} />
        </>
      ) : null}
    </Panel>
  )
}

const Money: FC<{ lang: RolloutProps['frame']['lang']; row: MoneyRow }> = ({ lang, row }) => {
  const words = say(lang)
  return (
    <Panel id={`f-${row.id}`}>
      <p class="kicker">{row.when}</p>
      <h3>
        <Words text={row.title} />
      </h3>
      <p class="amount">{row.amount}</p>
      {row.note ? <Paragraph lang={lang} text={row.note} class="quiet measure" /> : null}
      {row.pays.length > 0 ? (
        <details class="shows">
          <summary>{words('paysFor', { count: row.pays.length })}</summary>
          <StepList steps={row.pays} />
        </details>
      ) : (
        <p class="quiet">{words('paysNothing')}</p>
      )}
    </Panel>
  )
}

/** What comes when, what is set above the rest, and what pays for it. */
export const RolloutShow: FC<RolloutProps> = (props) => {
  const { lang } = props.frame
  const words = say(lang)
  const { waves, majors, years, money } = props
  return (
    <WholeFrame frame={props.frame}>
      {waves.length + majors.length + years.length + money.length === 0 ? <Empty title={words('rolloutNone')} /> : null}
      {majors.length > 0 ? (
        <Section title={words('majors')} id="major" lead={words('majorsLead', { count: majors.length })}>
          <CardGrid>
            {majors.map((one) => (
              <Major lang={lang} one={one} />
            ))}
          </CardGrid>
        </Section>
      ) : null}
      {waves.length > 0 ? (
        <Section title={words('waves')} id="waves" lead={words('wavesLead')}>
          {waves.map((wave, i) => (
            <details open={i === 0}>
              <summary>{wave.name}</summary>
              <p class="quiet">{wave.told}</p>
              <Table
                lang={lang}
                caption={wave.name}
                hideCaption={true}
                dense={true}
                narrow="stack"
                columns={[
                  { key: 'code', head: words('code'), kind: 'text' },
                  {
                    key: 'title',
                    head: words('part'),
                    kind: 'link',
                    href: (row: WaveRow) => row.href,
                    note: (row: WaveRow) => row.level,
                    rowHead: true,
                  },
                  { key: 'when', head: words('when'), kind: 'text' },
                  { key: 'state', head: words('state'), kind: 'text' },
                ]}
                rows={wave.rows}
              />
            </details>
          ))}
        </Section>
      ) : null}
      {years.length > 0 ? (
        <Section title={words('years')} id="years" lead={words('yearsLead', { levels: props.yearsOf })}>
          <Table
            lang={lang}
            caption={words('years')}
            hideCaption={true}
            dense={true}
            columns={[
              { key: 'year', head: words('year'), kind: 'text', rowHead: true },
              { key: 'begins', head: words('begins'), kind: 'number' },
              { key: 'underWay', head: words('runs'), kind: 'number' },
              { key: 'ends', head: words('ends'), kind: 'number' },
            ]}
            rows={years}
          />
          {props.undated > 0 ? <p class="quiet">{words('undated', { count: props.undated })}</p> : null}
        </Section>
      ) : null}
      {money.length > 0 ? (
        <Section title={words('money')} id="money" lead={words('moneyLead')}>
          <CardGrid>
            {money.map((row) => (
              <Money lang={lang} row={row} />
            ))}
          </CardGrid>
        </Section>
      ) : null}
    </WholeFrame>
  )
}
