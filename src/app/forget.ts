import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forget } from '../modules/feeds/index.ts'
import { allowBack, forgetByCommand, isKnown, readForgottenList } from '../modules/people/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { conflict } from '../platform/errors.ts'
import type { Services } from '../platform/web/route.ts'
import { applyLists, readListFile } from './forgotten-list.ts'
import { districtMeant, openRunning } from './running.ts'

const usage = `throughline forget STUDENT_ID [--district CODE] --reason "why" --yes   forgets one student; cannot be undone
throughline forget STUDENT_ID [--district CODE] --reason "why" --allow  lets an id that was forgotten come back
throughline forget --list FILE [--district CODE]                        writes the list of forgotten ids, to be kept beside backups
throughline forget --again FILE [--district CODE]                       after a restore: forgets again whoever is on the list`

type District = { org_id: number; code: string }

/** `throughline forget`: one student out of everything that is kept, from the command line of the machine. */
export async function forgetCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      district: { type: 'string' },
      reason: { type: 'string' },
      yes: { type: 'boolean', default: false },
      allow: { type: 'boolean', default: false },
      list: { type: 'string' },
      again: { type: 'string' },
    },
  })
  const [id] = positionals
  if (!id && !values.list && !values.again) throw new WrongSetting(`Whom?\n${usage}`)
  const reason = values.reason?.trim() ?? ''
  if (id && reason.length < 8) throw new WrongSetting(`Say why, in a few words: --reason "..."\n${usage}`)
  const services = await openRunning('forget')
  try {
    const district = await districtMeant(services, values.district)
    if (!district) throw new WrongSetting('The installation has no district yet.')
    if (values.list) await writeList(services, district, values.list)
    else if (values.again) await again(services, district, values.again)
    else if (id && values.allow) await allow(services, district, id, reason)
    else if (id) await one(services, district, id, reason, values.yes)
  } finally {
    await services.close()
  }
}

async function one(services: Services, district: District, id: string, reason: string, yes: boolean): Promise<void> {
  if (!yes) {
    const known = await isKnown(services.db, district.org_id, id)
    console.log(
      `${known ? 'A student has this id' : 'No student has this id: only files would be searched'}. What is forgotten cannot be brought back. Repeat the command with --yes to do it.`,
    )
    throw new WrongSetting('Nothing was changed.')
  }
  const asked = await forgetByCommand(services.db, district.org_id, id, reason, 'command line')
  const done = await forget(services, district.org_id, asked.forgetting_id)
  if (done?.state !== 'done')
    throw conflict('feeds/forget-open', 'It is not done yet.', 'It goes on by itself; look at /data/forget.')
  const { counts } = done
  console.log(
    `request ${done.forgetting_id}: done. ${counts.versions ?? 0} versions written anew (${counts.rows ?? 0} rows), ${counts.uploads ?? 0} uploads changed or removed (${counts.lines ?? 0} lines), ${counts.identities ?? 0} identity, ${counts.years ?? 0} years, ${counts.spells ?? 0} spells.`,
  )
}

async function allow(services: Services, district: District, id: string, reason: string): Promise<void> {
  const done = await allowBack(services.db, district.org_id, id, reason)
  console.log(done ? 'The id may come back with the next file.' : 'The id was not on the list; nothing was changed.')
}

async function writeList(services: Services, district: District, path: string): Promise<void> {
  const { key, marks } = await readForgottenList(services.db, district.org_id)
  if (key === null) {
    console.log('Nobody was forgotten yet: there is no list.')
    return
  }
  const list = { throughline: 'forgotten', district: district.code, key, marks: marks.map((row) => row.mark) }
  writeFileSync(path, `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600 })
  console.log(`${marks.length} on the list. Keep the file beside your backups, as safe as they are.`)
}

async function again(services: Services, district: District, path: string): Promise<void> {
  const list = readListFile(path)
  if (list.district !== district.code)
    throw new WrongSetting(`The list is of the district ${list.district}, not of ${district.code}.`)
  const { forgotten } = await applyLists(services, [list])
  console.log(`${forgotten} forgotten again.`)
}
