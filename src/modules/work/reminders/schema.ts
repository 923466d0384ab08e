import { z } from 'zod'

export const rhythms = ['daily', 'weekly', 'none'] as const
export type Rhythm = (typeof rhythms)[number]

/** Roles that lead an office, a school or a group of schools, in the order in which somebody is told at one level. */
export const leads = ['office_head', 'principal', 'executive_director', 'superintendent', 'cabinet'] as const

const hour = z.coerce.number().int().min(0).max(23)

/** The rule of a district, as it is kept. Hours are those of the district's clock. */
export const ruleSchema = z.object({
  /** mails go out at all */
  mail: z.boolean().default(true),
  /** what holds for somebody who chose nothing */
  rhythm: z.enum(rhythms).default('daily'),
  hour: hour.default(7),
  /** no mail leaves from this hour on, and before that one */
  quiet: z.object({ from: hour, to: hour }).default({ from: 19, to: 6 }),
  /** on which days mails go out */
  days: z.enum(['office', 'school']).default('office'),
  /** how many days ahead a mail looks */
  ahead: z.coerce.number().int().min(0).max(30).default(7),
  /** after how many days of school somebody who leads the office is told; null: never */
  tellAfter: z.coerce.number().int().min(1).max(60).nullable().default(5),
  /** what a mail may say: titles and dates, or only how many */
  says: z.enum(['titles', 'counts']).default('titles'),
  /** what a link needs: signing in, or nothing more than the link */
  links: z.enum(['sign-in', 'link']).default('sign-in'),
})
export type Rule = z.infer<typeof ruleSchema>
export const usualRule: Rule = ruleSchema.parse({})
export const ruleFields = Object.keys(usualRule) as (keyof Rule)[]

/** What a person chose; where they chose nothing, the rule of the district and the language of the account. */
export type Choice = { rhythm: Rhythm; hour: number; lang: 'en' | 'es' }
export type ChoiceRow = Choice & { account_id: number; district_id: number; version: number }
export const choiceFields = ['rhythm', 'hour', 'lang'] as const

export const choiceForm = z.object({
  version: z.coerce.number().int().min(0),
  rhythm: z.enum(rhythms),
  hour,
  lang: z.enum(['en', 'es']),
})

export const ruleForm = z
  .object({
    version: z.coerce.number().int().min(0),
    mail: z.literal('yes').optional(),
    rhythm: z.enum(rhythms),
    hour,
    quiet_from: hour,
    quiet_to: hour,
    days: z.enum(['office', 'school']),
    ahead: z.coerce.number().int().min(0).max(30),
    tell_after: z.union([z.literal(''), z.coerce.number().int().min(1).max(60)]),
    says: z.enum(['titles', 'counts']),
    links: z.enum(['sign-in', 'link']),
  })
  .transform(({ version, mail, quiet_from, quiet_to, tell_after, ...rest }) => ({
    version,
    rule: {
      ...rest,
      mail: mail === 'yes',
      quiet: { from: quiet_from, to: quiet_to },
      tellAfter: tell_after === '' ? null : tell_after,
    } satisfies Rule,
  }))

/** What one link of a mail is for. `stop`: no more mails. */
export const linkVerbs = ['done', 'going_on', 'stuck', 'date', 'stop'] as const
export type LinkVerb = (typeof linkVerbs)[number]
/** What a link names, sealed: nobody can change it or make another. */
export type Link = { account: number; district: number; item: number; verb: LinkVerb; until: Date }
