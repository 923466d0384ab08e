import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons, PostButton } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type CycleLine = {
  id: number
  due: string
  state: 'open' | 'closed'
  answered: number
  asked: number
  summary: string
}
export type SeriesLine = {
  id: number
  version: number
  title: { words: string; lang: Lang }
  comes: string
  asks: string
  plan: { label: string; href: string }
  next: string | null
  /** answers in time of all that the closed cycles asked for, in words; null before the first closing */
  onTime: string | null
  ended: boolean
  cycles: readonly CycleLine[]
}
export type MineLine = { href: string; title: string; due: string }

export type CycleListProps = {
  lang: Lang
  series: readonly SeriesLine[]
  mine: readonly MineLine[]
  leads: boolean
  begun: boolean
  csrf: string
}

/** Every reporting cycle of the district, and what waits for the reader's answer. */
export const CycleList: FC<CycleListProps> = (props) => {
  const { lang, series, mine } = props
  const say = words(lang)
  return (
    <>
      {props.begun ? <Notice lang={lang} kind="done" title={say('begun')} /> : null}
      <PageHead title={say('title')} lead={say('lead')} />
      <p>
        <a href="/work">{say('toWork')}</a>
      </p>
      <Section title={say('mine')}>
        {mine.length === 0 ? (
          <p class="quiet">{say('mineNone')}</p>
        ) : (
          <ul class="due-list">
            {mine.map((line) => (
              <li class="due">
                <p class="due-when">{line.due}</p>
                <div class="due-what">
                  <p class="due-title">
                    <a href={line.href}>{line.title}</a>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {series.length === 0 ? (
        <Empty title={say('none')}>
          <p>{say('noneHint')}</p>
        </Empty>
      ) : null}
      {series.map((one) => (
        <Section title={one.title.words} lead={`${one.comes} ${one.asks}`}>
          <p class="quiet">
            <a href={one.plan.href}>{one.plan.label}</a>
            {' \u00b7 '}
            {one.ended ? say('endedNote') : one.next}
          </p>
          {one.onTime === null ? null : <p>{one.onTime}</p>}
          <ul class="due-list">
            {one.cycles.map((cycle) => (
              <li class="due">
                <p class="due-when">{say(cycle.state)}</p>
                <div class="due-what">
                  <p class="due-title">
                    <a href={`/work/cycles/${cycle.id}`}>{say('line', { ...cycle, date: cycle.due })}</a>
                  </p>
                  <small>{cycle.summary}</small>
                </div>
              </li>
            ))}
          </ul>
          {props.leads ? (
            <p>
              <a href={`/work/cycles/series/${one.id}`}>{say('changeSeries', { title: one.title.words })}</a>
            </p>
          ) : null}
          {props.leads ? (
            <PostButton
              action={`/work/cycles/series/${one.id}/${one.ended ? 'resume' : 'end'}`}
              csrf={props.csrf}
              label={say(one.ended ? 'resumeIt' : 'endIt', { title: one.title.words })}
              fields={{ version: one.version }}
            />
          ) : null}
        </Section>
      ))}
      {props.leads ? (
        <Buttons>
          <ButtonLink label={say('begin')} href="/work/cycles/new" />
        </Buttons>
      ) : null}
    </>
  )
}
