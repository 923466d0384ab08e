import type { Module } from '../../platform/module.ts'
import { routes } from './routes.tsx'
import { words } from './say.ts'

/** The first page: everybody's own by role, and a landing page for who is not signed in. */
export const module: Module = {
  name: 'home',
  routes,
  menu: [{ href: '/', order: 10, label: (lang) => words(lang)('home'), shown: () => true }],
}
