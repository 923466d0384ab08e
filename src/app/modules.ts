import { module as feeds } from '../modules/feeds/index.ts'
import { module as home } from '../modules/home/index.ts'
import { module as indicators } from '../modules/indicators/index.ts'
import { module as people } from '../modules/people/index.ts'
import { module as plans } from '../modules/plans/index.ts'
import { module as publishing } from '../modules/publishing/index.ts'
import { module as work } from '../modules/work/index.ts'
import type { Module } from '../platform/module.ts'

/** The modules, from the lowest up: each may use only those before it. */
export const modules: readonly Module[] = [people, feeds, indicators, plans, work, publishing, home]
