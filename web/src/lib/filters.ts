/** Filters as the address holds them and the API takes them. */

import { router } from './router.svelte'

export const MANY = ['type', 'mode', 'aux', 'actor', 'place', 'source', 'certainty'] as const
export const ONE = ['q', 'earliest', 'latest', 'conflict'] as const
export type Many = (typeof MANY)[number]
export type One = (typeof ONE)[number]

/** The part of the query that narrows stories, in a fixed order, to hand on to the API. */
export function filterParams(): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of ONE) {
    const value = router.query.get(name)
    if (value) params.set(name, value)
  }
  for (const name of MANY) for (const value of router.query.getAll(name)) params.append(name, value)
  return params
}

export function anyFilter(): boolean {
  return filterParams().size > 0
}

export function has(name: Many, value: string): boolean {
  return router.query.getAll(name).includes(value)
}

/** Sets the values, or takes them out where all of them are set. */
export function toggle(name: Many, ...values: string[]): void {
  const before = router.query.getAll(name)
  const rest = before.filter((one) => !values.includes(one))
  router.set({ [name]: rest.length === before.length - values.length ? rest : [...rest, ...values] })
}

export function clearFilters(): void {
  router.set(Object.fromEntries([...MANY, ...ONE].map((name) => [name, null])))
}

/** The same filters in another view. */
export function withFilters(path: string): string {
  const query = filterParams().toString()
  return query ? `${path}?${query}` : path
}
