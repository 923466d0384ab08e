import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { answersOf, listenersOf } from '../src/app/listeners.ts'
import { importFile } from '../src/modules/feeds/index.ts'
import { makeDistrict, systemScope } from '../src/modules/people/index.ts'
import { fixToday } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { inScope } from '../src/platform/db/scope.ts'
import { literal, openDuck } from '../src/platform/duckdb.ts'
import { openFiles } from '../src/platform/files/files.ts'
import { openQueue } from '../src/platform/jobs/jobs.ts'
import type { Services } from '../src/platform/web/route.ts'

/** The product's services over a home folder and a database of the bench. */
export async function benchServices(
  home: string,
  url: string,
): Promise<{ services: Services; close: () => Promise<void> }> {
  fixToday('2026-06-30')
  const config = readConfig({ THROUGHLINE_HOME: home, THROUGHLINE_TODAY: '2026-06-30', PORT: '0' })
  const database = openDatabase(url)
  const queue = await openQueue(database)
  const services: Services = {
    config,
    database,
    db: database.db,
    files: openFiles(join(home, 'files')),
    queue,
    home,
    listeners: listenersOf(),
    answers: answersOf(),
  }
  await mkdir(join(home, 'tmp'), { recursive: true })
  return {
    services,
    close: async () => {
      await queue.stop()
      await database.close()
    },
  }
}

/** Makes the district of the bench out of its world, by the product's own import of the four files that come first. Out: its id. */
export async function benchDistrict(folder: string, home: string, url: string): Promise<number> {
  await writeRosters(folder)
  const { services, close } = await benchServices(home, url)
  const founding = await systemScope(services.db, 'feeds', null)
  const told = { state_code: 'CT', state_name: 'Connecticut', code: '9990011', name: 'Bench', from_date: '1998-07-01' }
  const districtId = await inScope(services.db, founding, (tx) => makeDistrict(tx, founding, told))
  for (const name of ['organizations', 'calendar', 'students', 'enrollment']) {
    const scope = await systemScope(services.db, 'feeds', districtId)
    const stream = createReadStream(join(folder, `${name}.csv`))
    const done = await importFile({ services, scope, districtId, stream, name: `${name}.csv`, accept: true })
    if (done.import.state !== 'loaded')
      throw new Error(`${name}.csv: ${done.import.state} ${done.import.stop_code} ${JSON.stringify(done.findings)}`)
  }
  await close()
  return districtId
}

async function writeRosters(folder: string): Promise<void> {
  const duck = await openDuck({ directories: [folder], temp: join(folder, 'temp'), threads: 2, memory: '1GB' })
  const from = (name: string) => `read_parquet(${literal(join(folder, `${name}.parquet`))})`
  const id = `'S' || lpad(cast(student_key % 100000000000 as varchar), 11, '0') as student_id`
  const files = {
    organizations: `select 'MR' || org_id as org_code, 'School ' || org_id as name, 'school' as kind, '9990011' as parent_code, from_date, null as to_date, 'PK' as low_grade, '12' as high_grade from ${from('org')}`,
    calendar: `select distinct school_year, null as org_code, day as date, day_type, marking_period from ${from('calendar')} order by date`,
    students: `select ${id}, school_year, 'Last' as last_name, 'First' as first_name, gender, race as race_ethnicity, if(econ, 'Y', 'N') as economically_disadvantaged,
      if(el, 'Y', 'N') as english_learner, if(swd, 'Y', 'N') as student_with_disability, residency from ${from('student_group')}`,
    enrollment: `select ${id}, school_year, 'MR' || org_id as school_code, cast(grade as varchar) as grade, entry_date, exit_date, if(exit_date is null, null, 'T1') as exit_code, if(is_primary, 'Y', 'N') as "primary" from ${from('enrollment')}`,
  }
  for (const [name, sql] of Object.entries(files))
    await duck.run(`copy (${sql}) to ${literal(join(folder, `${name}.csv`))} (format csv, header)`)
  duck.close()
}
