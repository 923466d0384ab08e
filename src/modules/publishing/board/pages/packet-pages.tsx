import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import type { EditionContent } from '../../editions/content.ts'
import { shareText } from '../../packet/figures.ts'
import { comparePackets } from '../../packet/rules.ts'
import { paperWords } from '../../packet/say.ts'
import type { Handed } from '../../packet/store.ts'
import type { Doc } from '../../paper/doc.ts'
import { Paper } from '../../paper/html.tsx'
import { editionHref } from '../../published.ts'
import type { Correction } from '../../store-published.ts'
import type { HistoryLine } from '../reading.ts'
import { words } from '../say.ts'
import { HistoryTable } from './parts.tsx'

/** One packet as the board reads it. */
export const PacketShow: FC<{
  lang: Lang
  packet: Handed
  doc: Doc
  /** empty for packets from before it was kept */
  history: readonly HistoryLine[]
  handedOn: string
  /** its newest published correction; `packetId`: where that is a packet, too */
  correction: (Correction & { packetId: number | null }) | null
}> = ({ lang, packet, doc, history, handedOn, correction }) => {
  const say = words(lang)
  return (
    <>
      {correction ? <Corrected lang={lang} correction={correction} /> : null}
      <PageHead title={doc.title} lead={doc.lead}>
        <Audience lang={lang} reader="staff" />
      </PageHead>
      <p class="buttons">
        <a class="btn btn-main" href={`/board/packets/${packet.edition_id}/pdf/en`} lang="en">
          PDF English
        </a>
        <a class="btn" href={`/board/packets/${packet.edition_id}/pdf/es`} lang="es">
          PDF español
        </a>
        <a class="btn" href="/board">
          {say('packets')}
        </a>
      </p>
      <Paper doc={doc} />
      <KeyValue rows={[{ label: say('digest'), value: packet.content_digest, note: say('digestNote') }]} />
      {history.length > 0 ? (
        <HistoryTable lang={lang} history={history} />
      ) : (
        <Section title={say('history')} id="history">
          <p>{say('packetHistory', { date: shortDate(handedOn, lang) })}</p>
        </Section>
      )}
    </>
  )
}

/** Over a packet that was corrected: what was wrong and why, and where to read on. The packet itself stays as it was published. */
const Corrected: FC<{ lang: Lang; correction: Correction & { packetId: number | null } }> = ({ lang, correction }) => {
  const say = words(lang)
  const told = read(correction.words, lang)
  const open = editionHref(correction, lang)
  return (
    <Notice
      lang={lang}
      kind="correction"
      title={say('packetCorrected', { number: correction.number })}
      href={correction.packetId === null ? open : `/board/packets/${correction.packetId}`}
      action={say('readCorrection')}
    >
      <p {...(told.lang === lang ? {} : { lang: told.lang })}>{told.words}</p>
      <p>
        {say('packetCorrectedText')} <a href={open}>{say('readPublicly')}</a>
      </p>
    </Notice>
  )
}

type Two = { was: Handed & { content: EditionContent }; now: Handed & { content: EditionContent } }

/** What differs between two packets. */
export const PacketCompare: FC<{ lang: Lang } & Two> = ({ lang, was, now }) => {
  const say = words(lang)
  const paper = paperWords(lang)
  const found = comparePackets(was.content, now.content)
  const { work } = found
  return (
    <>
      <PageHead
        title={say('compareTitle', {
          was: shortDate(was.meeting_on, lang),
          now: shortDate(now.meeting_on, lang),
        })}
        lead={say('compareLead')}
      />
      <KeyValue
        rows={[was, now].map((one) => ({
          label: say('packet', { date: shortDate(one.meeting_on, lang) }),
          value: one.content_digest,
          note: [
            say('editionNumber', { number: one.number }),
            one.corrected_by === null ? '' : say('correctedBy', { number: one.corrected_by }),
          ]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      {work.was && work.now ? (
        <p>
          {say('workCompared', {
            done: work.now.done,
            late: work.now.late,
            stuck: work.now.stuck,
            wasDone: work.was.done,
            wasLate: work.was.late,
            wasStuck: work.was.stuck,
          })}
        </p>
      ) : null}
      <Table
        lang={lang}
        id="compared"
        caption={say('compare')}
        hideCaption
        columns={[
          { key: 'promise', head: say('promise'), kind: 'text', rowHead: true },
          { key: 'changed', head: say('changed'), kind: 'text' },
          { key: 'was', head: say('was'), kind: 'text' },
          { key: 'now', head: say('now'), kind: 'text' },
          { key: 'responseWas', head: say('responseWas'), kind: 'text', quiet: true },
          { key: 'responseNow', head: say('responseNow'), kind: 'text', quiet: true },
        ]}
        rows={found.promises.map((one) => ({
          promise: read(one.promise.title, lang).words,
          changed: one.changed ? say('yes') : say('no'),
          was: one.was ? `${paper(`call_${one.was.call}`)}, ${shareText(one.was.cell, lang)}` : null,
          now: `${paper(`call_${one.now.call}`)}, ${shareText(one.now.cell, lang)}`,
          responseWas: one.was?.response ? read(one.was.response.words, lang).words : null,
          responseNow: one.now.response ? read(one.now.response.words, lang).words : null,
        }))}
      />
      {found.gone.length > 0 ? (
        <p>{say('goneList', { list: found.gone.map((one) => read(one.title, lang).words).join('; ') })}</p>
      ) : null}
      <p>
        <a href="/board">{say('packets')}</a>
      </p>
    </>
  )
}
