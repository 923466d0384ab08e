import { join } from 'node:path'
import { attendanceColumns, scanAttendance } from '../src/modules/feeds/kinds/attendance/scan.ts'
import { literal, openDuck } from '../src/platform/duckdb.ts'

/** One measured run in a process of its own. Arguments: side (bare | checked), folder of the files. Prints one line of JSON. */
const [side = '', folder = ''] = process.argv.slice(2)
const duck = await openDuck({ directories: [folder], temp: join(folder, `temp-${side}`), threads: 2, memory: '700MB' })
const at = (name: string) => join(folder, name)
const upload = at('attendance.csv')
const began = performance.now()
let done: object = {}
if (side === 'bare')
  await duck.run(
    `copy (select * from read_csv(${literal(upload)})) to ${literal(at('bare.parquet'))} (format parquet, compression zstd)`,
  )
else {
  done = await scanAttendance({
    duck,
    upload,
    header: attendanceColumns,
    schoolYear: 2026,
    today: '2026-06-30',
    known: {
      studentIds: at('student-ids.parquet'),
      schools: at('schools.parquet'),
      spells: at('enrollment.parquet'),
      calendar: at('calendar.parquet'),
      submissions: at('submission-next.parquet'),
    },
    out: { attendance: at('checked.parquet'), findings: at('findings.parquet') },
  })
}
const ms = performance.now() - began
duck.close()
console.log(
  JSON.stringify({ side, ms, mb: process.resourceUsage().maxRSS / 1024, cpuMs: process.cpuUsage().user / 1000, done }),
)
