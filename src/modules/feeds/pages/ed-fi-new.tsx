import type { FC } from 'hono/jsx'
import { Field } from '../../../platform/look/form.tsx'
import { Upload } from '../../../platform/look/live.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { EdFiRate } from '../ed-fi/rates.ts'
import { sayNoRate } from '../ed-fi/say.ts'
import { kindTitle, words } from '../say.ts'
import type { ImportRow } from '../schema.ts'

/** What became of the file that was sent last: counts, the imports that were made of it, and why there is no rate. */
export type EdFiDone = {
  records: number
  refused: number
  unused: number
  whole: boolean
  noRate: (EdFiRate & { ok: false })['code'] | null
  imports: readonly ImportRow[]
}

/** Where an Ed-Fi file is sent, and what was made of the last one. */
export const EdFiNewPage: FC<{ lang: Lang; csrf: string; districtId: number; done: EdFiDone | null }> = ({
  lang,
  csrf,
  districtId,
  done,
}) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('edFi')} lead={say('edFiLead')}>
        <p class="quiet">
          <a href={`/data/new?district=${districtId}`}>{say('addFile')}</a>
        </p>
      </PageHead>
      {done ? <Done lang={lang} done={done} /> : null}
      <Upload
        lang={lang}
        action="/data/ed-fi"
        csrf={csrf}
        name="file"
        label={say('chooseFile')}
        hint={say('edFiHint')}
        accept=".xml,.json,.jsonl,.ndjson,application/xml,application/json"
        submit={say('send')}
      >
        <input type="hidden" name="district" value={String(districtId)} />
        <Field
          lang={lang}
          kind="number"
          name="year"
          label={say('edFiYear')}
          hint={say('edFiYearHint')}
          value=""
          required={false}
        />
      </Upload>
    </>
  )
}

const Done: FC<{ lang: Lang; done: EdFiDone }> = ({ lang, done }) => {
  const say = words(lang)
  return (
    <Section title={say('edFiDone')} id="done">
      <p>{say('edFiCounts', { records: done.records, refused: done.refused, unused: done.unused })}</p>
      {done.whole ? null : (
        <Notice lang={lang} kind="trouble">
          {say('edFiBroken')}
        </Notice>
      )}
      {done.imports.length === 0 ? (
        <p>{say('edFiNothing')}</p>
      ) : (
        <Table
          lang={lang}
          id="ed-fi-uploads"
          caption={say('edFiUploads')}
          narrow="stack"
          columns={[
            { key: 'kind', head: say('whatIsIt'), kind: 'link', rowHead: true, href: (row) => row.href },
            { key: 'state', head: say('edFiState'), kind: 'text' },
          ]}
          rows={done.imports.map((one) => ({
            kind: one.kind ? kindTitle(one.kind, lang) : one.name,
            href: `/data/imports/${one.import_id}`,
            state: say(`state_${one.state}`),
          }))}
        />
      )}
      {done.noRate ? (
        <Notice lang={lang} kind="info" title={say('edFiNoRate')}>
          {sayNoRate({ ok: false, code: done.noRate, schools: [] }, lang)}
        </Notice>
      ) : null}
    </Section>
  )
}
