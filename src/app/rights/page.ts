import { opens, type Role, roleName, roles } from '../../modules/people/index.ts'
import { type Reach, type Right, rights } from './table.ts'

const open = {
  everybody: 'everybody, without signing in',
  'signed-in': 'everybody who is signed in',
  own: 'each person the own',
  machine: 'a machine with a token',
} as const
const reachWords: Readonly<Record<Reach, string>> = {
  below: 'at the organization of the role and below it',
  seat: 'held at the district itself: the whole district',
  district: 'held anywhere in the district: the whole district',
}
const name = (role: Role) => roleName(role, 'en').toLowerCase()

function whoWords({ who }: Right): string {
  if (typeof who === 'string') return open[who]
  return (Object.entries(who) as [Reach, readonly Role[]][])
    .map(([reach, some]) => {
      const missing = roles.filter((role) => !some.includes(role))
      const list =
        missing.length === 0
          ? 'every role'
          : missing.length <= 4
            ? `every role but ${missing.map(name).join(', ')}`
            : some.map(name).join(', ')
      return `${list} (${reachWords[reach]})`
    })
    .join('; ')
}

/** The table of rights for those who use and operate Throughline, from the list that the checks read. */
export function rightsPage(): string {
  const all: readonly Right[] = Object.values(rights)
  const things = [...new Set(all.map((one) => one.thing))]
  const lines = things.flatMap((thing) =>
    all
      .filter((one) => one.thing === thing)
      .map((one) => `| ${thing} | ${one.verb} | ${whoWords(one)} | ${one.note} |`),
  )
  return `# Rights

Who may do what with which thing, and how far. This page is written from \`src/app/rights/table.ts\` by \`npm run docs\`. The table is written by hand, and nothing is made from it: a test asks
every address of the product as every role (at the own place, at another school, in another district, for something that does not exist, with a role that ended yesterday, and without
signing in), reads every protected table of the database as every role, looks at every menu, and compares all of it with this table.

A role counts from its first to its last day, at the organization where it is held. The day after the last it opens nothing.

| thing | may | who | remarks |
|---|---|---|---|
${lines.join('\n')}

## What each role opens of numbers and students

| role | single students | true numbers | why |
|---|---|---|---|
${roles.map((role) => `| ${name(role)} | ${opens[role].students ? 'yes' : 'no'} | ${opens[role].orgs ? 'yes' : 'no'} | ${opens[role].why} |`).join('\n')}

"Yes" means: at the organization of the role and below it. Everybody else reads what was checked for release (staff and board), or the published editions (families, partners, the state).
`
}
