import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { Field, Form, Submit } from '../../../platform/look/form.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import { kindOf, kinds } from '../kinds/all.ts'
import { nearestColumn } from '../reading/header.ts'
import { plain } from '../reading/nearest.ts'
import { words } from '../say.ts'
import { statuses } from '../schema.ts'
import type { ImportShowProps } from './import-show.tsx'

type Props = ImportShowProps

/** The decision: accept with a status, perhaps held back for named people until a day, or refuse with a reason. */
export const AcceptForms: FC<Props> = ({ lang, csrf, row, people }) => {
  const say = words(lang)
  const mayWait = row.kind !== null && kindOf(row.kind).mayWait
  return (
    <Section title={say('acceptTitle')} lead={say('acceptLead')} id="decide">
      <Form lang={lang} action={`/data/imports/${row.import_id}/accept`} csrf={csrf} version={row.version}>
        <Field
          lang={lang}
          kind="radios"
          name="status"
          label={say('status')}
          value="preliminary"
          options={statuses.map((one) => ({ value: one, label: say(`status_${one}`) }))}
        />
        <Field
          lang={lang}
          kind="area"
          name="note"
          label={say('note')}
          hint={say('noteHint')}
          rows={2}
          required={false}
        />
        {mayWait ? (
          <>
            <Field
              lang={lang}
              kind="date"
              name="embargo_date"
              label={say('embargoDate')}
              hint={say('embargoHint')}
              required={false}
            />
            {people.length > 0 ? (
              <Field
                lang={lang}
                kind="checks"
                name="embargo_accounts[]"
                label={say('embargoPeople')}
                options={people.map((one) => ({ value: String(one.account_id), label: one.name }))}
              />
            ) : null}
          </>
        ) : null}
        <Submit label={say('accept')} main />
      </Form>
      <Refuse lang={lang} csrf={csrf} row={row} />
    </Section>
  )
}

const Refuse: FC<Pick<Props, 'lang' | 'csrf' | 'row'>> = ({ lang, csrf, row }) => {
  const say = words(lang)
  return (
    <details class="panel">
      <summary>{say('refuseTitle')}</summary>
      <Form lang={lang} action={`/data/imports/${row.import_id}/refuse`} csrf={csrf} version={row.version}>
        <Field lang={lang} kind="text" name="reason" label={say('reason')} hint={say('reasonHint')} required />
        <Submit label={say('refuse')} />
      </Form>
    </details>
  )
}

/** The guard's question: what fell where, and the answer. */
export const GuardForms: FC<Props> = ({ lang, csrf, row }) => {
  const say = words(lang)
  return (
    <Section title={say('stop_guard')} lead={say('stop_guardWhy')} id="guard">
      <Table
        lang={lang}
        id="guards"
        caption={say('stop_guard')}
        hideCaption
        columns={[
          { key: 'code', head: say('school'), kind: 'text', rowHead: true },
          { key: 'year', head: say('year'), kind: 'text' },
          { key: 'before', head: say('before'), kind: 'number' },
          { key: 'after', head: say('after'), kind: 'number' },
        ]}
        rows={row.guards.map((one) => ({
          ...one,
          code: one.code || say('wholeFile'),
          year: one.school_year === null ? null : schoolYear(one.school_year),
        }))}
      />
      <Form lang={lang} action={`/data/imports/${row.import_id}/override`} csrf={csrf} version={row.version}>
        <Field
          lang={lang}
          kind="text"
          name="reason"
          label={say('overrideTitle')}
          hint={say('reasonHint')}
          required
          width="full"
        />
        <Submit label={say('override')} main />
      </Form>
      <Refuse lang={lang} csrf={csrf} row={row} />
    </Section>
  )
}

/** Which header is which column: open when the file stopped for it, otherwise folded away. */
export const MatchForm: FC<Props> = ({ lang, csrf, row }) => {
  const say = words(lang)
  const kind = row.kind ? kindOf(row.kind) : null
  const headers = row.headers.filter((header) => header !== '')
  const options = [
    { value: '', label: say('matchNone') },
    ...headers.map((header) => ({ value: plain(header), label: header })),
  ]
  const taken = new Set(Object.values(row.mapping).map(plain))
  const free = headers.filter((header) => !taken.has(plain(header)))
  const open = (kind?.columns ?? []).filter((column) => row.mapping[column.name] === undefined)
  const needed = row.stop_code === 'headers' || row.stop_code === 'kind'
  return (
    <details class="panel" id="match" open={needed}>
      <summary>{say('matchTitle')}</summary>
      <Form lang={lang} action={`/data/imports/${row.import_id}/match`} csrf={csrf} version={row.version}>
        <Field
          lang={lang}
          kind="select"
          name="kind"
          label={say('whatIsIt')}
          value={kind?.name ?? ''}
          blank={kind === null}
          options={kinds.map((one) => ({ value: one.name, label: one.words(lang)('title') }))}
        />
        {(kind?.columns ?? []).map((column) => {
          const known = row.mapping[column.name]
          const near =
            known === undefined ? free.find((header) => nearestColumn(header, open) === column.name) : undefined
          const guess = near === undefined ? null : plain(near)
          return (
            <Field
              lang={lang}
              kind="select"
              name={`column.${column.name}`}
              label={column.name}
              hint={kind?.words(lang)(`column_${column.name}`) ?? ''}
              required={column.required}
              value={known === undefined ? (guess ?? '') : plain(known)}
              options={options}
            />
          )
        })}
        <Submit label={say('matchSave')} main={needed} />
      </Form>
    </details>
  )
}

/** For a file that must not be here. */
export const PurgeForm: FC<Props> = ({ lang, csrf, row }) => {
  const say = words(lang)
  return (
    <details class="panel" id="purge">
      <summary>{say('purgeTitle')}</summary>
      <p class="measure">{say('purgeLead')}</p>
      <Form lang={lang} action={`/data/imports/${row.import_id}/purge`} csrf={csrf}>
        <Field
          lang={lang}
          kind="text"
          name="reason"
          label={say('reason')}
          hint={say('reasonHint')}
          required
          width="full"
        />
        <Submit label={say('purge')} danger />
      </Form>
    </details>
  )
}
