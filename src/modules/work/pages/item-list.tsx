import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Pager, Tabs } from '../../../platform/look/pager.tsx'
import { Empty } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import { type ListQuery, stateFilters } from '../schema.ts'
import type { Totals } from '../store.ts'
import type { Line } from '../view.ts'
import { DueLines } from './due-lines.tsx'
import { type Saved, SavedNotice } from './saved-notice.tsx'
import { WorkPlaces } from './work-places.tsx'

export type ItemListProps = {
  lang: Lang
  asked: ListQuery & { whose: 'mine' | 'all' }
  /** may the reader look at the whole district */
  readsAll: boolean
  /** may the reader hand work over */
  hands: boolean
  lines: readonly Line[]
  totals: Totals
  /** unfinished items of the reader's own, for the tab */
  mine: number
  pages: number
  csrf: string
  back: string
  saved: Saved | null
}

/** The address of the list with some filters changed. */
export function listHref(asked: Partial<ListQuery>): string {
  const url = new URLSearchParams()
  if (asked.whose) url.set('whose', asked.whose)
  if (asked.state && asked.state !== 'unfinished') url.set('state', asked.state)
  if (asked.late) url.set('late', asked.late)
  if (asked.page && asked.page > 1) url.set('page', String(asked.page))
  const text = url.toString()
  return text ? `/work?${text}` : '/work'
}

/** Everything that is to be done: mine, or the whole district's; each line can be updated where it stands. */
export const ItemList: FC<ItemListProps> = (props) => {
  const { lang, asked, totals } = props
  const say = words(lang)
  const filterWords = stateFilters.map((value) => ({
    value,
    label: value === 'unfinished' || value === 'any' ? say(value) : say(`state.${value}`),
  }))
  return (
    <>
      {props.saved ? <SavedNotice lang={lang} saved={props.saved} csrf={props.csrf} back={props.back} /> : null}
      <PageHead title={say('title')} lead={say('lead')} />
      <WorkPlaces lang={lang} whose={asked.whose} readsAll={props.readsAll} hands={props.hands} />
      {props.readsAll ? (
        <Tabs
          label={say('views')}
          tabs={[
            {
              label: say('mine'),
              href: listHref({ ...asked, whose: 'mine', page: 1 }),
              current: asked.whose === 'mine',
              count: props.mine,
            },
            { label: say('all'), href: listHref({ ...asked, whose: 'all', page: 1 }), current: asked.whose === 'all' },
          ]}
        />
      ) : null}
      <Filters lang={lang} action="/work">
        <input type="hidden" name="whose" value={asked.whose} />
        <Field
          lang={lang}
          kind="select"
          name="state"
          label={say('filterState')}
          value={asked.state}
          options={filterWords}
        />
        <Field
          lang={lang}
          kind="select"
          name="late"
          label={say('filterLate')}
          value={asked.late ?? ''}
          options={[
            { value: '', label: say('anyTime') },
            { value: 'yes', label: say('onlyLate') },
          ]}
        />
      </Filters>
      {props.lines.length === 0 ? (
        <Empty
          title={say(asked.whose === 'mine' && props.mine === 0 ? 'emptyMine' : 'emptyAll')}
          {...(props.readsAll && asked.whose === 'mine'
            ? { action: { href: listHref({ whose: 'all' }), label: say('seeAll') } }
            : {})}
        >
          <p>{say(asked.whose === 'mine' && props.mine === 0 ? 'emptyMineHint' : 'emptyHint')}</p>
        </Empty>
      ) : (
        <section class="section">
          <p class="quiet">
            {[
              say('showing', { total: totals.total }),
              say('lateCount', { late: totals.late }),
              say('stuckCount', { stuck: totals.stuck }),
            ].join(' \u00b7 ')}
          </p>
          <DueLines lang={lang} lines={props.lines} csrf={props.csrf} back={props.back} />
          {props.lines.some((line) => line.mayUpdate) ? <p class="read-by">{say('readByLine')}</p> : null}
          <Pager
            lang={lang}
            page={asked.page}
            pages={props.pages}
            href={(page) => listHref({ ...asked, page })}
            total={totals.total}
          />
        </section>
      )}
    </>
  )
}
