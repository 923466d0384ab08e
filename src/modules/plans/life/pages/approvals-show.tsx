import type { FC } from 'hono/jsx'
import { Facts, KeyValue } from '../../../../platform/look/figure.tsx'
import { ErrorSummary } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Code } from '../../../../platform/look/status.tsx'
import { Steps } from '../../../../platform/look/steps.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import { DecisionForm, NextSteps } from './forms.tsx'
import type { ApprovalsProps, DecisionRow, HistoryRow, SubjectView } from './props.ts'

const order = ['draft', 'review', 'adopted', 'archived'] as const

const WhereItStands: FC<{ lang: Lang; state: (typeof order)[number] }> = ({ lang, state }) => {
  const words = say(lang)
  const now = order.indexOf(state)
  return (
    <Steps
      lang={lang}
      label={words('stands')}
      steps={order.map((one, i) => ({ label: words(one), state: i < now ? 'done' : i === now ? 'now' : 'next' }))}
    />
  )
}

const Subject: FC<{ lang: Lang; subject: SubjectView }> = ({ lang, subject }) => {
  const words = say(lang)
  return (
    <Section title={subject.name} id="subject">
      <Facts
        facts={[
          { value: words(subject.state) },
          ...(subject.why ? [{ value: subject.why }] : []),
          ...(subject.changeHref ? [{ value: words('seeChange'), href: subject.changeHref }] : []),
          ...(subject.draftHref ? [{ value: words('seeDraft'), href: subject.draftHref }] : []),
        ]}
      />
      {subject.text ? (
        <p>
          {words('print')}: <Code>{subject.text.slice(0, 16)}</Code>
        </p>
      ) : (
        <p class="quiet">{words('noPrint')}</p>
      )}
      <h3>{words('bodies')}</h3>
      {subject.bodies.length === 0 ? (
        <p class="quiet">{words('bodiesNone')}</p>
      ) : (
        <KeyValue
          rows={subject.bodies.map((one) => ({
            label: one.adopts ? `${one.body.words} (${words('adopts')})` : one.body.words,
            value: words(`s_${one.standing}`),
            note: [
              one.on,
              one.vote,
              one.document,
              one.print === null ? null : words('printIs', { print: one.print }),
              one.after.length > 0 ? words('after', { bodies: one.after.join(', ') }) : null,
            ]
              .filter(Boolean)
              .join(', '),
          }))}
        />
      )}
      {subject.state === 'review' ? <p>{words(subject.ready ? 'ready' : 'notReady')}</p> : null}
    </Section>
  )
}

/** The life of a plan: where it stands, what is decided on and by whom, every decision, every change with its reason. */
export const ApprovalsShow: FC<ApprovalsProps> = (props) => {
  const { lang, plan, subject, subjects } = props
  const words = say(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={words('ofPlan', { plan: plan.title.words })} lead={words('lead')}>
        <p>
          <a href={plan.href}>{words('toPlan')}</a>
        </p>
      </PageHead>
      <WhereItStands lang={lang} state={plan.state} />
      {subjects.length > 1 ? (
        <Tabs
          label={words('subjects')}
          tabs={subjects.map((one) => ({ label: one.name, href: one.href, current: one.current }))}
        />
      ) : null}
      {subject ? (
        <>
          <Subject lang={lang} subject={subject} />
          {props.may ? (
            <>
              {props.decides ? <DecisionForm {...props} subject={subject} /> : null}
              {props.isOwn && subject.digest !== null ? <p>{words('ownText')}</p> : null}
              <NextSteps {...props} subject={subject} />
            </>
          ) : null}
        </>
      ) : (
        <Empty title={words('nothingOpen')}>
          <p>{words('nothingOpenHint')}</p>
        </Empty>
      )}
      <Section title={words('all')} id="decisions">
        {props.decisions.length === 0 ? (
          <p class="quiet">{words('allNone')}</p>
        ) : (
          <Table
            lang={lang}
            caption={words('all')}
            hideCaption={true}
            narrow="stack"
            columns={[
              { key: 'body', head: words('body'), kind: 'text', rowHead: true },
              { key: 'on', head: words('on'), kind: 'text' },
              { key: 'outcome', head: words('standing'), kind: 'text' },
              { key: 'about', head: words('about'), kind: 'text' },
              { key: 'vote', head: words('vote'), kind: 'text' },
              {
                key: 'document',
                head: words('document'),
                kind: 'link',
                href: (row: DecisionRow) => row.documentHref,
                note: (row: DecisionRow) => row.digest,
              },
            ]}
            rows={props.decisions}
          />
        )}
      </Section>
      {props.told.length > 0 ? (
        <Section title={words('inPlan')} id="told">
          <ul>
            {props.told.map((one) => (
              <li>
                <Words text={one.body} />
                {one.on ? `, ${one.on}` : ''}
                {one.what ? (
                  <>
                    : <Words text={one.what} />
                  </>
                ) : null}
                {one.vote ? (
                  <>
                    {' '}
                    (<Words text={one.vote} />)
                  </>
                ) : null}
                {one.document ? <small> {one.document}</small> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.history.length > 0 ? (
        <Section title={words('history')} id="history">
          <Table
            lang={lang}
            caption={words('history')}
            hideCaption={true}
            narrow="stack"
            columns={[
              { key: 'when', head: words('when'), kind: 'text' },
              {
                key: 'version',
                head: words('verb'),
                kind: 'link',
                rowHead: true,
                href: (row: HistoryRow) => row.href,
                note: (row: HistoryRow) => row.verb,
              },
              { key: 'who', head: words('who'), kind: 'text' },
              { key: 'reason', head: words('reason'), kind: 'text' },
            ]}
            rows={props.history}
          />
        </Section>
      ) : null}
    </>
  )
}
