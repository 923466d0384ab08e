import type { Child, FC } from 'hono/jsx'
import { DueList } from '../../../../platform/look/due.tsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { ButtonLink, Buttons, Field, Filters, Form, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Pager } from '../../../../platform/look/pager.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { NameCheck } from '../../pages/name-check.tsx'
import { Quoted } from '../../pages/words.tsx'
import { say } from '../say.ts'
import type { DraftHead, FindingsView, LevelView } from './props.ts'

/** Head of every page of a draft: what it is, what was done, undo and redo, search. */
export const Head: FC<DraftHead & { q?: string }> = (props) => {
  const { lang, csrf, action, here, tools } = props
  const words = say(lang)
  return (
    <>
      <PageHead title={props.title} lead={props.lead}>
        <Facts facts={props.facts} />
      </PageHead>
      {props.done ? <Notice lang={lang} kind="done" title={props.done} /> : null}
      {props.refused ? (
        <Notice lang={lang} kind="trouble" title={words('refusedTitle')}>
          <p>{props.refused}</p>
        </Notice>
      ) : null}
      {props.older ? (
        <Notice lang={lang} kind="warning" title={props.older.words}>
          <PostButton action={action} csrf={csrf} label={props.older.button} fields={{ do: 'renew', here }} />
        </Notice>
      ) : null}
      {props.why ? <Notice lang={lang} kind="info" title={props.why} /> : null}
      <Buttons>
        {props.mayEdit && tools.undo ? (
          <PostButton action={action} csrf={csrf} label={words('undo')} fields={{ do: 'undo', here }} />
        ) : null}
        {props.mayEdit && tools.redo ? (
          <PostButton action={action} csrf={csrf} label={words('redo')} fields={{ do: 'redo', here }} />
        ) : null}
        <ButtonLink label={words('renumber')} href={tools.renumber} />
        <ButtonLink label={words('diff')} href={tools.diff} />
        <ButtonLink label={words('review')} href={tools.review} />
        <ButtonLink label={words('whole')} href={tools.top} />
      </Buttons>
      <Filters lang={lang} action={tools.top} label={words('find')}>
        <Field
          lang={lang}
          kind="search"
          name="q"
          label={words('find')}
          hint={words('findHint')}
          value={props.q ?? ''}
        />
      </Filters>
    </>
  )
}

/** What the checker says: severity, what, why, what to do. */
export const FindingList: FC<{
  lang: Lang
  title: string
  findings: FindingsView
  all?: { href: string; label: string } | null
}> = ({ lang, title, findings, all }) => {
  const words = say(lang)
  return (
    <Section title={title} id="findings">
      {findings.wait ? <p class="quiet">{findings.wait}</p> : null}
      {findings.rows.length === 0 && !findings.wait ? <p>{findings.none}</p> : null}
      {findings.rows.length > 0 ? (
        <ul class="said">
          {findings.rows.map((one) => (
            <li class={`finding-${one.severity}`}>
              <span class="severity">{words(`severity.${one.severity}`)}</span>
              <strong>{one.what}</strong>{' '}
              {one.value ? (
                <>
                  <Quoted sentence={(value) => words('stands', { value })} text={one.value} />{' '}
                </>
              ) : null}
              {one.why} {one.fix}
              {one.about ? (
                <>
                  {' '}
                  <a href={one.about.href}>{one.about.label}</a>
                </>
              ) : null}
              {one.waived ? <small>{words('waived', { reason: one.waived })}</small> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {all ? (
        <p>
          <a href={all.href}>{all.label}</a>
        </p>
      ) : null}
    </Section>
  )
}

/** One level of the plan: what stands below an element, or at the top; with up and down, and a form to add. */
export const Level: FC<{
  head: DraftHead
  level: LevelView
  typed: Readonly<Record<string, string>>
  /** the title seems to name a student */
  asks: boolean
}> = ({ head, level, typed, asks }) => {
  const { lang, csrf, action, here, mayEdit } = head
  const words = say(lang)
  const step = (row: LevelView['rows'][number], way: 'up' | 'down'): Child => (
    <form class="post" method="post" action={action}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="do" value={way} />
      <input type="hidden" name="id" value={row.id} />
      <input type="hidden" name="parent" value={level.parent} />
      <input type="hidden" name="here" value={here} />
      <input type="hidden" name="page" value={String(level.page)} />
      <button type="submit" class="btn">
        {words(way === 'up' ? 'upShort' : 'downShort')}
        <span class="sr">: {row.name}</span>
      </button>
    </form>
  )
  return (
    <Section title={level.title} id="below">
      {level.rows.length === 0 ? (
        <p class="quiet">{words('belowNone')}</p>
      ) : (
        <DueList
          lang={lang}
          items={level.rows.map((row) => ({
            when: row.code ?? '',
            title: row.title.words,
            href: row.href,
            note: row.note,
            ...(mayEdit
              ? {
                  acts: (
                    <>
                      {row.first ? null : step(row, 'up')}
                      {row.last ? null : step(row, 'down')}
                    </>
                  ),
                }
              : {}),
          }))}
        />
      )}
      <Pager lang={lang} page={level.page} pages={level.pages} href={level.href} total={level.total} />
      {mayEdit && level.levels.length > 0 ? (
        <Form lang={lang} action={action} csrf={csrf} id="add">
          <h3>{words('add')}</h3>
          <input type="hidden" name="do" value="add" />
          <input type="hidden" name="parent" value={level.parent} />
          <input type="hidden" name="here" value={here} />
          <Field
            lang={lang}
            kind="select"
            name="level"
            label={words('addLevel')}
            value={typed['level']}
            options={level.levels}
          />
          <Field
            lang={lang}
            kind="text"
            name="title"
            label={words('addTitle')}
            hint={words('addHint')}
            width="full"
            value={typed['title']}
            readBy={words('readers')}
          />
          {asks ? <NameCheck lang={lang} asks={true} /> : null}
          <Submit label={words('addButton')} />
        </Form>
      ) : null}
    </Section>
  )
}
