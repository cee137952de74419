/** The machine's reasons in the chosen language, in the words of the package's own table. */

import sentences from 'virtual:grounds'
import { number, term } from '../i18n'
import { country, isolated } from './format'
import { settings } from './settings.svelte'
import type { Ground } from './types'

const NAMED: Record<string, (value: string) => string> = {
  country,
  type: (value) => term('type', value),
  mode: (value) => term('mode', value),
  number: (value) => number(Number(value)),
}

/** A reason in words; null for one that an older desk holds as an English sentence. */
export function said(ground: Ground): string | null {
  return (
    sentences[ground.code]?.[settings.language].replace(/\{(\d)(?::(\w+))?(…)?\}/g, (_, at: string, kind?: string, rest?: string) => {
      const taken = ground.values.slice(Number(at) - 1, rest ? undefined : Number(at))
      const name = kind && NAMED[kind]
      return name ? taken.map(name).join(settings.rtl ? '، ' : ', ') : isolated(taken)
    }) ?? null
  )
}
