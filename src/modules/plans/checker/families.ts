import type { CheckRule } from './rule.ts'
import { rules as drift } from './drift/rules.ts'
import { en as driftEn } from './drift/words.en.ts'
import { es as driftEs } from './drift/words.es.ts'
import { rules as references } from './references/rules.ts'
import { en as referencesEn } from './references/words.en.ts'
import { es as referencesEs } from './references/words.es.ts'
import { rules as numbers } from './numbers/rules.ts'
import { en as numbersEn } from './numbers/words.en.ts'
import { es as numbersEs } from './numbers/words.es.ts'
import { rules as sense } from './sense/rules.ts'
import { en as senseEn } from './sense/words.en.ts'
import { es as senseEs } from './sense/words.es.ts'
import { rules as time } from './time/rules.ts'
import { en as timeEn } from './time/words.en.ts'
import { es as timeEs } from './time/words.es.ts'

type Words = Readonly<Record<string, string>>
/** Rules of one kind, with their words. */
export type Family = { name: string; rules: readonly CheckRule[]; en: Words; es: Words }

/** Every family of rules about what a plan means. The basic rules of `checkPlan` are not among them. */
export const families: readonly Family[] = [
  { name: 'references', rules: references, en: referencesEn, es: referencesEs },
  { name: 'drift', rules: drift, en: driftEn, es: driftEs },
  { name: 'numbers', rules: numbers, en: numbersEn, es: numbersEs },
  { name: 'time', rules: time, en: timeEn, es: timeEs },
  { name: 'sense', rules: sense, en: senseEn, es: senseEs },
]
