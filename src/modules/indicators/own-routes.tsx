import { dateIn } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { missing, Trouble } from '../../platform/errors.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { tell } from '../../platform/troubles.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { timeZoneOf } from '../people/index.ts'
import { mustSeeNumbers } from './access.ts'
import { mayKeep, mustKeep } from './own/access.ts'
import { activate, askForTrial, draftOf, ownNamed, retire, saveDraft } from './own/actions.ts'
import { fileText, type FileRead, readFile } from './own/file.ts'
import { fromForm, type FromForm, toForm } from './own/form.ts'
import { type Golden, readGolden } from './own/golden.ts'
import { type Issue, ownWords, sayIssue } from './own/issue.ts'
import { OwnEdit } from './own/pages/own-edit.tsx'
import { OwnList } from './own/pages/own-list.tsx'
import { OwnShow } from './own/pages/own-show.tsx'
import { readDefinition } from './own/read.ts'
import { isMap } from './own/reader.ts'
import { type OwnRow, ownDefinitions } from './own/store.ts'
import { showView, stateText, writtenText } from './own/view.ts'
import { placeAt } from './place.ts'
import { troubles } from './troubles.es.ts'

type Fields = Readonly<Record<string, string>>

const districtIn = (fields: Fields): number => (/^\d{1,9}$/.test(fields.district ?? '') ? Number(fields.district) : 0)
const versionIn = (fields: Fields): number | null =>
  /^\d{1,9}$/.test(fields.version ?? '') ? Number(fields.version) : null

async function list(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope(async (tx, scope) => {
    const { district } = await placeAt(tx, ctx, scope)
    const zone = await timeZoneOf(tx, district.org_id)
    const rows = await ownDefinitions(tx, district.org_id)
    return {
      district: district.name,
      addHref: mayKeep(ctx.who(), district.org_id) ? `/indicators/own/new?org=${district.org_id}` : null,
      lines: rows.map((row) => ({
        name: writtenText(row.content, 'name', lang) || row.own_id,
        id: row.own_id,
        href: `/indicators/own/${row.own_id}?org=${district.org_id}`,
        state: stateText(row, lang),
        saved: dateIn(row.saved_at, zone),
      })),
    }
  })
  return ctx.page({ title: ownWords(lang)('title'), current: '/indicators', body: <OwnList lang={lang} {...props} /> })
}

type Editing = {
  districtId: number
  version: number | null
  fields: Fields | null
  file: string
  errors: readonly FormError[]
}

const editPage = (ctx: Ctx, editing: Editing, status = 200) =>
  ctx.page({
    title: ownWords(ctx.lang)(editing.version === null ? 'new.title' : 'edit.title'),
    current: '/indicators',
    status,
    body: <OwnEdit lang={ctx.lang} csrf={ctx.csrf} {...editing} />,
  })

/** The row that an address names, in the district of the place that is asked for. */
async function rowAt(ctx: Ctx, tx: Tx, scope: Scope): Promise<OwnRow> {
  const { district } = await placeAt(tx, ctx, scope)
  return ownNamed(tx, district.org_id, ctx.param('own'))
}

async function begin(ctx: Ctx): Promise<Response> {
  const districtId = await ctx.inScope(async (tx, scope) => {
    const { district } = await placeAt(tx, ctx, scope)
    await mustKeep(tx, ctx.who(), district.org_id)
    return district.org_id
  })
  const fields = {
    of_fact: 'enrollment',
    of_0_field: 'enrollment.last_school',
    of_0_op: 'is',
    of_0_value: 'yes',
    t0_bound: 'atLeast',
    t0_number: '1',
  }
  return editPage(ctx, { districtId, version: null, fields, file: '', errors: [] })
}

async function edit(ctx: Ctx): Promise<Response> {
  const row = await ctx.inScope(async (tx, scope) => {
    const row = await rowAt(ctx, tx, scope)
    await mustKeep(tx, ctx.who(), row.district_id)
    return row
  })
  const { golden: _, ...rule } = row.content
  return editPage(ctx, {
    districtId: row.district_id,
    version: row.version,
    fields: toForm(rule),
    file: fileText(rule),
    errors: [],
  })
}

type Written = { source: unknown; issues: readonly Issue[]; errorOf: (issue: Issue, ctx: Ctx) => FormError }

function fromFile(text: string): Written {
  const read: FileRead = readFile(text)
  return {
    source: read.value,
    issues: read.issues,
    errorOf: (issue, ctx) => {
      const { line, col } = read.placeOf(issue.path)
      const said = sayIssue(issue, ctx.lang)
      return { field: 'file', message: `${line}:${col} ${said.message}`, hint: said.hint }
    },
  }
}

function fromFields(fields: Fields): Written {
  const read: FromForm = fromForm(fields)
  return {
    source: read.source,
    issues: [],
    errorOf: (issue, ctx) => ({ field: read.fieldOf(issue.path), ...sayIssue(issue, ctx.lang) }),
  }
}

async function save(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const districtId = districtIn(fields)
  const version = versionIn(fields)
  await ctx.inScope((tx) => mustKeep(tx, ctx.who(), districtId))
  const isFile = fields.mode === 'file'
  const written = isFile ? fromFile(fields.file ?? '') : fromFields(fields)
  const said: Record<string, unknown> = isMap(written.source) ? written.source : {}
  const { golden, ...rule } = said
  const issues =
    written.issues.length > 0
      ? written.issues
      : (readDefinition(isMap(written.source) ? rule : written.source).issues ?? [])
  const again = (errors: readonly FormError[], status: number) =>
    editPage(
      ctx,
      {
        districtId,
        version,
        fields: isFile ? (isMap(written.source) ? toForm(rule) : {}) : fields,
        file: isFile ? (fields.file ?? '') : '',
        errors,
      },
      status,
    )
  if (issues.length > 0)
    return again(
      issues.map((issue) => written.errorOf(issue, ctx)),
      422,
    )
  try {
    const id = await ctx.inScope((tx, scope) =>
      saveDraft(tx, scope, districtId, golden === undefined ? rule : { ...rule, golden }, version),
    )
    return ctx.redirect(`/indicators/own/${id}?org=${districtId}&done=saved`)
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'Conflict')
      return again([tell(error, ctx.lang, troubles)], error.status)
    throw error
  }
}

async function page(
  ctx: Ctx,
  row: OwnRow,
  typed: Golden | null,
  errors: readonly FormError[],
  status = 200,
): Promise<Response> {
  const { lang } = ctx
  const view = await ctx.inScope((tx, scope) => showView(tx, scope, row, lang, typed))
  const done = ctx.query('done')
  return ctx.page({
    title: view.name,
    current: '/indicators',
    status,
    width: 'wide',
    ...(view.trial.state === 'asked' && errors.length === 0 ? { refresh: 4 } : {}),
    body: (
      <OwnShow
        lang={lang}
        csrf={ctx.csrf}
        errors={errors}
        done={done === 'saved' || done === 'active' || done === 'retired' ? ownWords(lang)(`show.${done}`) : null}
        mayKeep={mayKeep(ctx.who(), row.district_id)}
        {...view}
      />
    ),
  })
}

async function show(ctx: Ctx): Promise<Response> {
  const row = await ctx.inScope((tx, scope) => rowAt(ctx, tx, scope))
  return page(ctx, row, null, [])
}

/** The row that a form means, held for the change; only for those who keep the definitions. */
async function held(ctx: Ctx, tx: Tx, fields: Fields): Promise<OwnRow> {
  const districtId = districtIn(fields)
  if (districtId === 0)
    throw missing(
      'indicators/no-own',
      'There is no such definition.',
      'Choose one from the list of the district’s own definitions.',
    )
  mustSeeNumbers(ctx.who(), districtId)
  await mustKeep(tx, ctx.who(), districtId)
  return ownNamed(tx, districtId, ctx.param('own'), true)
}

const addressOf = (row: OwnRow, done: string, at: string): string =>
  `/indicators/own/${row.own_id}?org=${row.district_id}${done && `&done=${done}`}#${at}`

async function example(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const golden = { table: fields.table ?? '', expected: fields.expected ?? '' }
  const { row, errors } = await ctx.inScope(async (tx, scope) => {
    const row = await held(ctx, tx, fields)
    const { issues } = readGolden(draftOf(row), golden)
    if (issues.length > 0)
      return {
        row,
        errors: issues.map((issue): FormError => {
          const { message, hint } = sayIssue(issue, ctx.lang)
          const line = issue.path[2]
          return {
            field: issue.path[1] === 'expected' ? 'expected' : 'table',
            message: line === undefined ? message : `${Number(line) + 1}: ${message}`,
            hint,
          }
        }),
      }
    await saveDraft(tx, scope, row.district_id, { ...row.content, golden }, versionIn(fields))
    return { row, errors: [] }
  })
  return errors.length > 0 ? page(ctx, row, golden, errors, 422) : ctx.redirect(addressOf(row, 'saved', 'example'))
}

/** A form with one button: does something with the row, and shows it again. */
const step =
  (done: string, at: string, work: (ctx: Ctx, tx: Tx, scope: Scope, row: OwnRow, version: number) => Promise<void>) =>
  async (ctx: Ctx): Promise<Response> => {
    const fields = await ctx.form()
    const row = await ctx.inScope(async (tx, scope) => {
      const row = await held(ctx, tx, fields)
      await work(ctx, tx, scope, row, versionIn(fields) ?? 0)
      return row
    })
    return ctx.redirect(addressOf(row, done, at))
  }

/** Definitions of the district's own. They stand before `/indicators/:definition`. */
export const ownRoutes: readonly Route[] = [
  { method: 'GET', path: '/indicators/own', access: 'signed-in', handle: list },
  { method: 'GET', path: '/indicators/own/new', access: 'signed-in', handle: begin },
  { method: 'POST', path: '/indicators/own', access: 'signed-in', handle: save },
  { method: 'GET', path: '/indicators/own/:own', access: 'signed-in', handle: show },
  { method: 'GET', path: '/indicators/own/:own/edit', access: 'signed-in', handle: edit },
  { method: 'POST', path: '/indicators/own/:own/example', access: 'signed-in', handle: example },
  {
    method: 'POST',
    path: '/indicators/own/:own/trial',
    access: 'signed-in',
    handle: step('', 'preview', (ctx, tx, scope, row) => askForTrial(ctx.services, tx, scope, row)),
  },
  {
    method: 'POST',
    path: '/indicators/own/:own/activate',
    access: 'signed-in',
    handle: step('active', 'activate', (ctx, tx, scope, row, version) =>
      activate(ctx.services, tx, scope, row, version),
    ),
  },
  {
    method: 'POST',
    path: '/indicators/own/:own/retire',
    access: 'signed-in',
    handle: step('retired', 'activate', (_ctx, tx, scope, row, version) => retire(tx, scope, row, version)),
  },
]
