import type { Evidence } from './evidence.ts'
import type { Note } from './ledger.ts'

/** One thing that is wrong, in a sentence: what, and where. */
type Trouble = string

const each = <T>(list: readonly T[], wrong: (one: T) => boolean, say: (one: T) => Trouble): Trouble[] =>
  list.filter(wrong).map(say)

/** Acknowledged writes that are not there exactly as they were acknowledged. In: the notes that the evidence can speak about. */
export function lost(seen: Evidence, notes: readonly Note[]): Trouble[] {
  const change = (object: string, id: number, fits: (one: Evidence['changes'][number]) => boolean) =>
    seen.changes.some((one) => one.object === object && one.object_id === String(id) && fits(one))
  return notes.flatMap((note): Trouble[] => {
    if (note.kind === 'item') {
      const there = change('work.item', note.item, (one) => one.version === note.version && one.note === note.note)
      const now = seen.items.find((one) => one.item_id === note.item)?.version ?? 0
      return there && now >= note.version ? [] : [`lost: item ${note.item} version ${note.version} "${note.note}"`]
    }
    if (note.kind === 'import') {
      const row = seen.imports.find((one) => one.import_id === note.id && one.sha256 === note.sha256)
      const file = seen.uploads.find((one) => one.sha256 === note.sha256)
      return row && file?.found === note.sha256 ? [] : [`lost: import ${note.id}, ${row ? 'its file' : 'its row'}`]
    }
    if (note.kind === 'accepted')
      return change('feeds.import', note.id, (one) => one.verb === 'accepted')
        ? []
        : [`lost: acceptance of import ${note.id}`]
    if (note.kind === 'edition')
      return change('edition', note.id, (one) => one.version === note.version && one.verb === note.verb)
        ? []
        : [`lost: ${note.verb} of edition ${note.id}, version ${note.version}`]
    if (note.kind === 'plan') {
      const plan = seen.plans.find((one) => one.slug === note.slug)
      const same = plan?.version !== note.version || plan.title === note.title
      return plan && plan.version >= note.version && same ? [] : [`lost: plan ${note.slug} version ${note.version}`]
    }
    const edition = seen.editions.find((one) => one.edition_id === note.id)
    const asked = seen.jobs.some((job) => job.name.startsWith('publishing.publish') && job.data.edition_id === note.id)
    const done = edition?.state === 'published' || edition?.state === 'superseded'
    // Called back after it was asked for, or a failure on its record: both are definite.
    return done || asked || edition?.state !== 'approved' || edition.failure !== null
      ? []
      : [`lost: publication of edition ${note.id}`]
  })
}

/** Whatever is half done and visible. True at every moment, also while work goes on. */
export function half(seen: Evidence): Trouble[] {
  const working = (import_id: number, name: string) =>
    seen.jobs.some((job) => job.name.startsWith(name) && job.data.import_id === import_id)
  const publics = new Map(
    seen.editions
      .filter((one) => one.state === 'published' || one.state === 'superseded')
      .map((one) => [one.number, one]),
  )
  return [
    ...each(
      seen.gaps,
      () => true,
      (one) => `history of ${one.object} ${one.object_id} has ${one.n} changes up to version ${one.last}`,
    ),
    ...each(
      seen.pointers,
      (one) => one.found !== one.sha256,
      (one) =>
        `pointer ${one.dataset} ${one.school_year} names v${one.version}, whose file is ${one.found ? 'another' : 'gone'}`,
    ),
    ...each(
      seen.uploads,
      (one) => one.found !== one.sha256,
      (one) => `an upload is ${one.found ? 'changed' : 'gone'}: ${one.path}`,
    ),
    ...each(
      seen.imports,
      (one) => ['received', 'examining'].includes(one.state) && !working(one.import_id, 'feeds.examine'),
      (one) => `import ${one.import_id} is ${one.state} and nobody works on it`,
    ),
    ...each(
      seen.imports,
      (one) => ['accepted', 'loading'].includes(one.state) && !working(one.import_id, 'feeds.load'),
      (one) => `import ${one.import_id} is ${one.state} and nobody works on it`,
    ),
    ...each(
      seen.imports,
      (one) => one.versions !== (one.state === 'loaded' ? 1 : 0) || one.told !== one.versions,
      (one) => `import ${one.import_id} is ${one.state} with ${one.versions} versions, told ${one.told} times`,
    ),
    ...each(
      seen.runs,
      (one) => !one.cube,
      (one) => `the cube of ${one.definition} ${one.school_year} run ${one.run_id} is gone`,
    ),
    ...each(
      seen.runs,
      (one) => one.served.some((run) => run !== one.run_id) || one.newest > one.run_id,
      (one) => `${one.definition} ${one.school_year} points to run ${one.run_id} and serves ${one.served.join(', ')}`,
    ),
    ...each(
      seen.runs,
      (one) => one.standing.some((run) => run !== one.run_id),
      (one) =>
        `students of ${one.definition} ${one.school_year} stand by run ${one.standing.join(', ')}, not ${one.run_id}`,
    ),
    ...each(
      [...publics.values()],
      (one) => one.released !== one.cells || one.told !== 1,
      (one) => `edition ${one.number} released ${one.released} of ${one.cells} cells, told ${one.told} times`,
    ),
    ...each(
      seen.editions,
      (one) => !publics.has(one.number) && (one.released > 0 || one.told > 0),
      (one) => `edition ${one.number} is ${one.state} and released cells`,
    ),
    ...each(
      seen.folder,
      (one) => !publics.has(one.number),
      (one) => `edition ${one.number} is public without being released`,
    ),
    ...each(
      seen.folder,
      (one) => one.manifest === null || one.wrong.length > 0,
      (one) => `edition ${one.number} is public in part: ${one.wrong[0] ?? 'no manifest'}`,
    ),
    ...each(
      seen.folder,
      (one) => publics.has(one.number) && publics.get(one.number)?.digest !== one.manifest,
      (one) => `edition ${one.number} has other bytes than it was released with`,
    ),
    ...each(
      seen.index?.editions ?? [],
      (one) => seen.folder.find((found) => found.number === one.number)?.manifest !== one.manifest_sha256,
      (one) => `the index lists edition ${one.number}, which is not there as listed`,
    ),
    ...each(
      seen.plans,
      (one) => one.version !== one.versions || !one.digests,
      (one) => `plan ${one.slug} is at version ${one.version} and has ${one.versions}`,
    ),
  ]
}

const ended = ['examined', 'stopped', 'loaded', 'refused', 'failed', 'purged']

/** What is still open or left when everything has come to rest. */
export function unfinished(seen: Evidence): Trouble[] {
  const current = new Map(seen.pointers.map((one) => [`${one.dataset} ${one.school_year}`, one.version]))
  const stale = (run: Evidence['runs'][number]) =>
    Object.entries(run.datasets).some(
      ([dataset, version]) =>
        dataset !== 'org' && (current.get(`${dataset} ${run.school_year}`) ?? version) !== version,
    )
  const publics = seen.editions.filter((one) => one.state === 'published' || one.state === 'superseded')
  const newest = publics.findLast((one) => one.state === 'published')
  const listed = new Map((seen.index?.editions ?? []).map((one) => [one.number, one.state]))
  return [
    ...each(
      seen.imports,
      (one) => !ended.includes(one.state),
      (one) => `import ${one.import_id} stays ${one.state}`,
    ),
    ...each(seen.runs, stale, (one) => `${one.definition} ${one.school_year} was not computed after the last load`),
    ...each(
      publics,
      (one) => listed.get(one.number) !== (one === newest ? 'current' : 'superseded'),
      (one) => `edition ${one.number} is ${listed.get(one.number) ?? 'not'} in the index`,
    ),
    ...(newest && seen.index?.latest !== newest.number
      ? [`the index says ${seen.index?.latest}, not ${newest.number}`]
      : []),
  ]
}
