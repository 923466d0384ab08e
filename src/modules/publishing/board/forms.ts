import type { z } from 'zod'
import type { FormError } from '../../../platform/look/form.tsx'

/** What is wrong with a form, field by field. `messages`: the words for some fields; `other`: for all others. */
export const formErrors = (error: z.ZodError, messages: Readonly<Record<string, string>>, other: string): FormError[] =>
  [...new Set(error.issues.map((issue) => String(issue.path[0] ?? '')))].map((field) => ({
    field,
    message: messages[field] ?? other,
  }))
