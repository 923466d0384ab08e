import type { Child as JsxChild } from 'hono/jsx'

/** Anything a page component may return or hold. */
export type Child = JsxChild | Promise<unknown>
