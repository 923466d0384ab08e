import type { FC } from 'hono/jsx'
import { Field } from '../../../platform/look/form.tsx'
import { Upload } from '../../../platform/look/live.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { allKinds, kinds } from '../kinds/all.ts'
import { words } from '../say.ts'

/** What has no single table of columns: several files in one archive, or many layouts. */
const bundles = allKinds.filter((kind) => !kinds.includes(kind))

const sampleOf = (kind: (typeof bundles)[number]): string => `${kind.name}.${kind.example === '' ? 'zip' : 'csv'}`

/** Where a file is sent, and what the layouts are. */
export const ImportNewPage: FC<{ lang: Lang; csrf: string; districtId: number; limitGb: number }> = ({
  lang,
  csrf,
  districtId,
  limitGb,
}) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('addFile')} lead={say('newLead')} />
      <Upload
        lang={lang}
        action="/data/imports"
        csrf={csrf}
        name="file"
        label={say('chooseFile')}
        hint={say('fileHint', { size: limitGb })}
        accept=".csv,.txt,.tsv,.zip,text/csv,application/zip"
        submit={say('send')}
      >
        <input type="hidden" name="district" value={String(districtId)} />
        <Field
          lang={lang}
          kind="select"
          name="kind"
          label={say('whatIsIt')}
          value=""
          options={[
            { value: '', label: say('recognize') },
            ...allKinds.map((kind) => ({ value: kind.name, label: kind.words(lang)('title') })),
          ]}
        />
      </Upload>
      <p>
        <a href={`/data/ed-fi?district=${districtId}`}>{say('edFiLink')}</a>
      </p>
      <Section title={say('layouts')} lead={say('layoutsLead')}>
        {kinds.map((kind) => {
          const help = kind.words(lang)
          return (
            <details class="panel" id={`layout-${kind.name}`}>
              <summary>{help('title')}</summary>
              <p class="measure">{help('lead')}</p>
              <p>
                <a href={`/data/examples/${kind.name}.csv`} download={`${kind.name}.csv`}>
                  {say('example')}: {kind.name}.csv
                </a>
              </p>
              <Table
                lang={lang}
                id={`columns-${kind.name}`}
                caption={help('title')}
                hideCaption
                dense
                narrow="stack"
                columns={[
                  { key: 'name', head: say('column'), kind: 'text', rowHead: true },
                  { key: 'required', head: say('required'), kind: 'text' },
                  { key: 'meaning', head: say('meaning'), kind: 'text' },
                ]}
                rows={kind.columns.map((column) => ({
                  name: column.name,
                  required: say(column.required ? 'yes' : 'no'),
                  meaning: help(`column_${column.name}`),
                }))}
              />
            </details>
          )
        })}
        {bundles.map((kind) => (
          <details class="panel" id={`layout-${kind.name}`}>
            <summary>{kind.words(lang)('title')}</summary>
            <p class="measure">{kind.words(lang)('lead')}</p>
            <p>
              <a href={`/data/examples/${sampleOf(kind)}`} download={sampleOf(kind)}>
                {say('example')}: {sampleOf(kind)}
              </a>
            </p>
          </details>
        ))}
      </Section>
    </>
  )
}
