import type { FC } from 'hono/jsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import { count } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { EditionCertificate } from '../certificate.ts'
import { namesOf } from '../naming.ts'
import { sayKey, words } from '../say.ts'
import type { EditionRow } from '../schema.ts'
import { rangeWords, VerdictPart } from './edition-parts.tsx'

/** The certificate in full, for those who prepare and approve. */
export const CertificateShow: FC<{ lang: Lang; edition: EditionRow; certificate: EditionCertificate }> = (props) => {
  const { lang, edition, certificate } = props
  const say = words(lang)
  const { facts } = certificate
  const names = namesOf(edition, lang)
  const title = say('certificate', { number: edition.number })
  return (
    <>
      <PageHead title={title} lead={say('certificateLead')}>
        <p>
          <a href={`/publish/editions/${edition.edition_id}`}>{say('backToEdition')}</a>
        </p>
      </PageHead>
      <Notice
        lang={lang}
        kind={certificate.held ? 'done' : 'trouble'}
        title={say(certificate.held ? 'certificateHeld' : 'certificateNotHeld')}
      />
      {certificate.held ? null : <VerdictPart lang={lang} edition={edition} />}
      <Facts {...props} />
      <Counts
        lang={lang}
        id="tables"
        title={say('certificateTables')}
        head={say('table')}
        columns={[say('numbers'), say('hiddenNumbers')]}
        rows={certificate.tables.map((one): Line => [sayKey(lang, `table_${one.name}`), one.cells, one.hidden])}
      />
      <Counts
        lang={lang}
        id="sums"
        title={say('certificateSums')}
        head={say('sum')}
        columns={[say('sumCount')]}
        rows={Object.entries(certificate.sums).map(([kind, sums]): Line => [sayKey(lang, `sum_${kind}`), sums])}
      />
      <Counts
        lang={lang}
        id="widths"
        title={say('certificateWidths')}
        {...(facts.narrowest ? { lead: say('widthsLead', { width: count(facts.narrowest.width + 1, lang) }) } : {})}
        head={say('fact')}
        columns={[say('sumCount')]}
        rows={facts.widths.map(({ upTo, counts }): Line => [say('widthUpTo', { upTo }), counts])}
      />
      {certificate.narrowest.length > 0 ? (
        <Section
          title={say('certificateNarrowest')}
          lead={say('narrowestLead', { count: certificate.narrowest.length })}
        >
          <Table
            lang={lang}
            caption={say('certificateNarrowest')}
            hideCaption
            dense
            id="narrowest"
            columns={[
              { key: 'where', head: say('where'), kind: 'text', rowHead: true },
              { key: 'indicator', head: say('indicator'), kind: 'text', note: (row) => row.edition },
              { key: 'year', head: say('year'), kind: 'text' },
              { key: 'group', head: say('group'), kind: 'text' },
              { key: 'part', head: say('part'), kind: 'text' },
              { key: 'possible', head: say('possible'), kind: 'text' },
            ]}
            rows={certificate.narrowest.map((one) => ({
              ...(one.cell ? names(one.cell) : { indicator: '', year: null, where: null, group: null }),
              edition: one.edition && say('ofEdition', { edition: one.edition }),
              part: sayKey(lang, `part_${one.part}`),
              possible: rangeWords(lang, one.least, one.most),
            }))}
          />
        </Section>
      ) : null}
    </>
  )
}

const Facts: FC<{ lang: Lang; edition: EditionRow; certificate: EditionCertificate }> = (props) => {
  const { lang, edition, certificate } = props
  const say = words(lang)
  const { facts, solver, rule } = certificate
  const number = (value: number): string => count(value, lang)
  const others = facts.others.filter(({ from }) => from !== 'released')
  const rows: [string, string][] = [
    [say('factRule'), `${rule.id} ${rule.version}`],
    [say('factSolver'), `${solver.name} ${solver.version}`],
    [say('factCounts'), number(facts.counts.all)],
    [say('factHiddenPeople'), number(facts.counts.hidden.n)],
    [say('factHiddenOutcome'), number(facts.counts.hidden.k)],
    [say('factGuarded'), number(facts.counts.guarded)],
    [say('factUnknowns'), number(certificate.unknowns)],
    [say('factLines'), number(facts.relations.lines)],
    [say('factSystems'), number(facts.effort.systems)],
    [say('factEditions'), facts.editions.length === 0 ? number(0) : facts.editions.join(', ')],
    [say('factLedger'), number(certificate.ledger)],
    [
      say('factOthers'),
      others.length === 0 ? number(0) : others.map(({ from, facts: many }) => `${from}: ${number(many)}`).join('; '),
    ],
    [say('factDays'), number(certificate.days)],
    [say('factWorlds'), number(facts.effort.worlds)],
    [say('factLinear'), number(facts.effort.linear)],
    [say('factWhole'), number(facts.effort.whole)],
    [say('factRounds'), number(certificate.rounds)],
    [say('factFound'), number(facts.found)],
    [say('factTellable'), number(certificate.tellable)],
    [say('factPattern'), certificate.pattern],
    [say('factInput'), certificate.input],
    ...(edition.content_digest ? [[say('factContent'), edition.content_digest] as [string, string]] : []),
  ]
  return (
    <Section title={say('certificateFacts')}>
      <Table
        lang={lang}
        caption={say('certificateFacts')}
        hideCaption
        dense
        id="facts"
        columns={[
          { key: 'fact', head: say('fact'), kind: 'text', rowHead: true },
          { key: 'value', head: say('factValue'), kind: 'text' },
        ]}
        rows={rows.map(([fact, value]) => ({ fact, value }))}
      />
    </Section>
  )
}

type Line = readonly [label: string, ...counts: number[]]

/** A table of counts with one label a row. */
const Counts: FC<{
  lang: Lang
  id: string
  title: string
  lead?: string
  head: string
  columns: readonly string[]
  rows: readonly Line[]
}> = ({ lang, id, title, lead, head, columns, rows }) => (
  <Section title={title} {...(lead ? { lead } : {})}>
    <Table
      lang={lang}
      caption={title}
      hideCaption
      dense
      id={id}
      columns={[
        { key: 'label', head, kind: 'text', rowHead: true },
        ...columns.map((name, i) => ({ key: `c${i}`, head: name, kind: 'number' }) as const),
      ]}
      rows={rows.map(
        ([label, ...counts]): Record<string, string | number> => ({
          label,
          ...Object.fromEntries(counts.map((value, i): [string, number] => [`c${i}`, value])),
        }),
      )}
    />
  </Section>
)
