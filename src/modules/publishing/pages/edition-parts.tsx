import type { FC } from 'hono/jsx'
import { count, percent } from '../../../platform/format.ts'
import { hidden } from '../../../platform/look/cells.ts'
import { Notice } from '../../../platform/look/notice.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { namesOf } from '../naming.ts'
import { countLayers } from '../rules.ts'
import { sayKey, words } from '../say.ts'
import type { EditionRow, Value } from '../schema.ts'

/** A range of whole numbers in words. */
export const rangeWords = (lang: Lang, low: number, high: number): string =>
  low === high ? count(low, lang) : words(lang)('rangeOf', { low: count(low, lang), high: count(high, lang) })

type Part = FC<{ lang: Lang; edition: EditionRow }>
const listed = 100

const columns = (lang: Lang) => {
  const say = words(lang)
  return [
    { key: 'where', head: say('where'), kind: 'text', rowHead: true },
    { key: 'indicator', head: say('indicator'), kind: 'text' },
    { key: 'year', head: say('year'), kind: 'text' },
    { key: 'group', head: say('group'), kind: 'text' },
  ] as const
}

/** What the check found. */
export const VerdictPart: Part = ({ lang, edition }) => {
  const say = words(lang)
  const exposed = edition.exposed ?? []
  const names = namesOf(edition, lang)
  return (
    <Section title={say('verdict')}>
      {exposed.length === 0 ? (
        <p>{say(edition.certificate?.held ? 'verdictClean' : 'verdictNone')}</p>
      ) : (
        <>
          <Notice lang={lang} kind="warning" title={say('verdictExposed', { count: exposed.length })}>
            <p>{say('verdictNext')}</p>
          </Notice>
          <Table
            lang={lang}
            caption={say('verdict')}
            hideCaption
            id="exposed"
            columns={[
              ...columns(lang),
              { key: 'how', head: say('exposedHow'), kind: 'text' },
              { key: 'tells', head: say('exposedTells'), kind: 'text' },
            ]}
            rows={exposed.map((one) => ({
              ...(one.cell ? names(one.cell) : { indicator: one.through, year: null, where: null, group: null }),
              how: sayKey(lang, `how_${one.how}`),
              tells: one.low === undefined || one.high === undefined ? null : rangeWords(lang, one.low, one.high),
            }))}
          />
        </>
      )}
      {edition.certificate ? (
        <p>
          <a href={`/publish/editions/${edition.edition_id}/certificate`}>{say('certificateOpen')}</a>
        </p>
      ) : null}
    </Section>
  )
}

/** How many numbers each layer hides. */
export const HiddenPart: Part = ({ lang, edition }) => {
  const say = words(lang)
  const counts = countLayers(edition.layers ?? [])
  return (
    <Section title={say('hiddenTitle')} lead={say('hiddenLead')}>
      <Table
        lang={lang}
        caption={say('hiddenTitle')}
        hideCaption
        id="layers"
        columns={[
          { key: 'layer', head: say('layer'), kind: 'text', rowHead: true },
          { key: 'cells', head: say('cells'), kind: 'number' },
        ]}
        rows={Object.entries(counts).map(([why, cells]) => ({ layer: sayKey(lang, `layer_${why}`), cells }))}
      />
    </Section>
  )
}

/** What changed since the last edition. */
export const ChangesPart: Part = ({ lang, edition }) => {
  const say = words(lang)
  const { changes } = edition
  if (!changes) return null
  if (changes.previous === null)
    return (
      <Section title={say('changes')}>
        <p>{say('changesFirst')}</p>
      </Section>
    )
  const names = namesOf(edition, lang)
  const show = (value: Value | null) => {
    if (value === null) return null
    if (!value.shown) return hidden
    return value.n !== null && value.d ? percent(value.n / value.d, lang) : null
  }
  return (
    <Section
      title={say('changes')}
      lead={say('changesLead', {
        number: changes.previous,
        changed: changes.changed,
        added: changes.added,
        removed: changes.removed,
        same: changes.same,
      })}
    >
      {changes.hidden > 0 ? (
        <Notice lang={lang} kind="warning">
          {say('changesHidden', { count: changes.hidden })}
        </Notice>
      ) : null}
      {changes.appeared > 0 ? <p>{say('changesAppeared', { count: changes.appeared })}</p> : null}
      {changes.list.length > 0 ? (
        <Table
          lang={lang}
          caption={say('changes')}
          hideCaption
          dense
          id="changes"
          columns={[
            ...columns(lang),
            { key: 'was', head: say('was'), kind: 'text' },
            { key: 'now', head: say('now'), kind: 'text' },
          ]}
          rows={changes.list.slice(0, listed).map((one) => ({ ...names(one), was: show(one.was), now: show(one.now) }))}
        />
      ) : null}
      {changes.list.length > listed ? (
        <p class="quiet">{say('changesMore', { shown: listed, total: changes.list.length })}</p>
      ) : null}
    </Section>
  )
}
