import type { Module } from '../platform/module.ts'

/** The modules, from the lowest up: each may use only those before it. */
export const modules: readonly Module[] = []
