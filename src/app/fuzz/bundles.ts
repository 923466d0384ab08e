import { crc32, deflateRawSync } from 'node:zlib'
import { bytes, hostile, noise } from './corpus.ts'
import type { Dice } from './dice.ts'

/** One entry of an archive, with every number of its headers open to a lie. */
type Entry = {
  name: Buffer
  body: Buffer
  method?: number
  flags?: number
  /** What the headers say of it; what is true when nothing is given. */
  crc?: number
  size?: number
  packed?: number
  attributes?: number
}

const packedZeros = new Map<number, Buffer>()
/** Packs bytes; the big ones are all zeros and are packed once. */
function pack(body: Buffer): Buffer {
  if (body.length < 2 ** 20) return deflateRawSync(body)
  const known = packedZeros.get(body.length) ?? deflateRawSync(body)
  packedZeros.set(body.length, known)
  return known
}

/** Writes an archive. In: entries; changes to the closing record. All entries from `shared` on lie where the first one lies. */
function zip(
  entries: readonly Entry[],
  lies: { count?: number; offset?: number; comment?: Buffer; shared?: boolean } = {},
): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const packed = entry.method === 0 ? entry.body : pack(entry.body)
    const head = (signature: number, central: boolean, offset: number) => {
      const out = Buffer.alloc(central ? 46 : 30)
      let i = 0
      const two = (n: number) => void (i = out.writeUInt16LE(n & 0xffff, i))
      const four = (n: number) => void (i = out.writeUInt32LE(n >>> 0, i))
      four(signature)
      if (central) two(0x031e)
      two(20)
      two(entry.flags ?? 0x800)
      two(entry.method ?? 8)
      four(0x5b55_0000)
      four(entry.crc ?? crc32(entry.body))
      four(entry.packed ?? packed.length)
      four(entry.size ?? entry.body.length)
      two(entry.name.length)
      two(0)
      if (central) {
        two(0)
        two(0)
        two(0)
        four(entry.attributes ?? 0)
        four(offset)
      }
      return Buffer.concat([out, entry.name])
    }
    directory.push(head(0x02014b50, true, lies.shared ? 0 : at))
    const local = Buffer.concat([head(0x04034b50, false, 0), packed])
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE((lies.count ?? entries.length) & 0xffff, 8)
  end.writeUInt16LE((lies.count ?? entries.length) & 0xffff, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE((lies.offset ?? at) >>> 0, 16)
  const comment = lies.comment ?? Buffer.alloc(0)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, central, end, comment])
}

const manifest = (version: string, files: readonly string[]) =>
  `propertyName,value\nmanifest.version,1.0\noneroster.version,${version}\n${['academicSessions', 'categories', 'classes', 'classResources', 'courses', 'courseResources', 'demographics', 'enrollments', 'lineItems', 'orgs', 'resources', 'results', 'users'].map((name) => `file.${name},${files.includes(name) ? 'bulk' : 'absent'}`).join('\n')}\nsource.systemName,Fuzz\nsource.systemCode,F1\n`

/** The least of a roster that holds together. */
const roster: Readonly<Record<string, string>> = {
  orgs: 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nd1,,,District,district,9990022,\ns1,,,School,school,51011,d1\n',
  academicSessions:
    'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\ny1,,,2026-27,schoolYear,2026-08-26,2027-06-12,,2027\n',
  users:
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\nu1,,,true,s1,student,u1,,Given,Family,,X1,,,,,07,\n',
  courses:
    'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nc1,,,y1,Reading,R7,07,s1,,\n',
  classes:
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nk1,,,Reading 7,07,c1,R7-1,scheduled,,s1,y1,,,\n',
  enrollments:
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\ne1,,,k1,s1,u1,student,false,2026-08-26,\n',
  demographics:
    'sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus\nu1,,,2014-04-12,female,false,false,false,false,true,false,false,,,,\n',
}

const wrongNames = [
  '../../../../tmp/throughline-fuzz-escape.csv',
  '/tmp/throughline-fuzz-escape.csv',
  '..\\..\\x.csv',
  'C:\\x.csv',
  'users.csv/',
  './users.csv',
  'a/../users.csv',
  'users.csv\u0000.exe',
  '',
  ' ',
  'USERS.CSV',
  'con',
  '.',
  '..',
  `${'d/'.repeat(200)}users.csv`,
  'x'.repeat(60_000),
  '\u202evsc.sresu',
  '~root/x',
  '|id',
  '-rf',
  '__MACOSX/._users.csv',
  '__proto__',
] as const

/** A bundle that is wrong in one or more ways, or nearly right. */
export function bundle(dice: Dice): Buffer {
  const names = Object.keys(roster)
  const entries: Entry[] = [
    { name: Buffer.from('manifest.csv'), body: Buffer.from(manifest(dice.pick(['1.1', '1.2', '9.9', '']), names)) },
  ]
  for (const name of names) {
    let text = roster[name] ?? ''
    if (dice.once(4)) {
      const lines = text.split('\n')
      const at = dice.whole(lines.length)
      const cells = (lines[at] ?? '').split(',')
      cells[dice.whole(cells.length)] = hostile(dice)
      lines[at] = cells.join(',')
      text = lines.join(dice.pick(['\n', '\r\n']))
    }
    entries.push({ name: Buffer.from(`${name}.csv`), body: Buffer.from(text.toWellFormed()) })
  }
  const one = entries[dice.whole(entries.length)] as Entry
  const zeros = (mb: number) => Buffer.alloc(mb * 2 ** 20)
  switch (dice.whole(20)) {
    case 0:
      one.name = Buffer.from(dice.pick(wrongNames))
      break
    case 1:
      entries.push({ name: Buffer.from(dice.pick(wrongNames)), body: Buffer.from('x') })
      break
    case 2:
      one.body = zeros(dice.pick([1, 30]))
      break
    case 3:
      one.size = dice.pick([0, 1, 0xffffffff, 10])
      break
    case 4:
      one.packed = dice.pick([0, 1, 0xffffffff])
      break
    case 5:
      one.crc = dice.whole(2 ** 31)
      break
    case 6:
      one.method = dice.pick([0, 1, 12, 14, 93, 99])
      break
    case 7:
      one.flags = dice.pick([1, 0x801, 0x40, 8, 0xffff])
      break
    case 8:
      one.attributes = 0xa1ff0000
      break
    case 9:
      entries.push(one, one)
      break
    case 10:
      for (let i = 0; i < dice.pick([100, 5000]); i++)
        entries.push({ name: Buffer.from(`f${i}.csv`), body: Buffer.alloc(0), method: 0 })
      break
    case 11:
      entries.push({
        name: Buffer.from('inner.zip'),
        body: zip([{ name: Buffer.from('more.zip'), body: zip([{ name: Buffer.from('users.csv'), body: zeros(4) }]) }]),
      })
      break
    case 12:
      return zip(entries, { count: dice.pick([0, 1, 0xffff]) })
    case 13:
      return zip(entries, { offset: dice.pick([0, 1, 0xffffffff, 10_000_000]) })
    case 14:
      return zip(
        Array.from({ length: dice.pick([3, 300]) }, (_, i) => ({ name: Buffer.from(`users${i}.csv`), body: zeros(1) })),
        { shared: true },
      )
    case 15:
      return zip(entries, { comment: Buffer.from(noise(dice, 200).toWellFormed()) })
    case 16:
      entries.splice(0, 1)
      break
    case 17:
      return zip([])
    case 18:
      one.name = bytes(dice, 12)
      break
    default:
  }
  const out = zip(entries)
  if (dice.once(4)) return out.subarray(0, dice.whole(out.length))
  if (dice.once(3)) for (let i = 1 + dice.whole(8); i > 0; i--) out[dice.whole(out.length)] = dice.whole(256)
  return out
}
