/** Every string of the interface in both languages; a missing one doesn't compile. */

import { settings } from '../lib/settings.svelte'
import { ar } from './ar'
import { en, type Key, type Message } from './en'

const RULES = { ar: new Intl.PluralRules('ar'), en: new Intl.PluralRules('en') }

/** The string in the chosen language. Words of reports that go in are isolated, so that they keep their direction. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const language = settings.language
  return fill(language === 'ar' ? ar[key] : en[key], values)
}

/** A term of the record (`type.ASSAULT`); one that isn't known is shown as it stands. */
export function term(group: string, value: string): string {
  const key = `${group}.${value}`
  return isKey(key) ? t(key) : value
}

export function isKey(key: string): key is Key {
  return Object.hasOwn(en, key)
}

function fill(message: Message, values: Record<string, string | number>): string {
  let text: string
  if (typeof message === 'string') text = message
  else {
    const form = RULES[settings.language].select(Number(values['n'] ?? 0)) as keyof typeof message
    text = message[form] ?? message.other
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    if (typeof value === 'number') return number(value)
    // isolates within an isolate say nothing of its direction: a list of names would run the wrong way
    return value.startsWith('\u2068') ? value : `\u2068${value}\u2069`
  })
}

const formats = new Map<string, Intl.NumberFormat>()

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = settings.locale + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.NumberFormat(settings.locale, options)))
  return format.format(value)
}
