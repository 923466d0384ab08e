import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import type { Hidden } from '../cells.ts'
import { spark } from './spark.ts'

/** Small bars outside a table. */
export const Spark: FC<{
  lang: Lang
  values: readonly (number | Hidden | null)[]
  max?: number | undefined
  label: string
}> = (props) => raw(spark(props.values, props))
