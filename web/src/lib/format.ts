/** Days, intervals, numbers and names in the chosen language. Days are local days: no time zone touches them. */

import countries from 'virtual:countries'
import { isKey, number, t, term } from '../i18n'
import { settings } from './settings.svelte'
import type { Amount, Participant, SearchHit, Telling } from './types'

const formats = new Map<string, Intl.DateTimeFormat>()

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = settings.locale + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(settings.locale, { timeZone: 'UTC', ...options })))
  return format
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }
const MONTH: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric' }

export function toDate(day: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  const made = new Date(Date.UTC(2000, (month ?? 1) - 1, date ?? 1))
  made.setUTCFullYear(year ?? 2000)
  return made
}

export function fromDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}

export function day(value: string | null, short = false): string {
  return value === null ? '' : dates(short ? SHORT : DAY).format(toDate(value.slice(0, 10)))
}

export function month(date: Date): string {
  return dates(MONTH).format(date)
}

export function year(date: Date): string {
  return dates({ year: 'numeric' }).format(date)
}

export function moment(value: string | null): string {
  if (value === null) return ''
  const date = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`)
  if (Number.isNaN(date.getTime())) return value
  return new Intl.DateTimeFormat(settings.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}

/** An interval of days as a reader would say it: a day, a month, a year, or from one to another. */
export function interval(earliest: string | null, latest: string | null, short = false): string {
  if (earliest === null && latest === null) return ''
  if (earliest === null) return `… – ${day(latest, short)}`
  if (latest === null) return `${day(earliest, short)} – …`
  if (earliest === latest) return day(earliest, short)
  const [first, last] = [toDate(earliest), toDate(latest)]
  const wholeMonths = first.getUTCDate() === 1 && new Date(last.getTime() + 864e5).getUTCDate() === 1
  if (wholeMonths && earliest.slice(0, 4) === latest.slice(0, 4)) {
    if (earliest.slice(5, 7) === '01' && latest.slice(5, 7) === '12') return year(first)
    if (earliest.slice(5, 7) === latest.slice(5, 7)) return month(first)
  }
  return dates(short ? SHORT : DAY).formatRange(first, last)
}

export function percent(value: number): string {
  return number(value, { style: 'percent', maximumFractionDigits: 0 })
}

/**
 * The name in the interface's language where the desk knows one. Those who are only described ("an official of the
 * port") have no name to translate: they keep the words of the report.
 */
export function nameOf(thing: { name: string; name_en: string | null; type?: string | null; named?: boolean }): string {
  const described = thing.type === 'group' || thing.type === 'asset' || thing.named === false
  return settings.language === 'en' && thing.name_en && !described ? thing.name_en : thing.name
}

/** One each of those that read alike: reports that describe the same people in the same words. */
export function distinct<T extends { name: string; name_en: string | null; type?: string }>(list: readonly T[]): T[] {
  const seen = new Map<string, T>()
  for (const one of list) if (!seen.has(one.name)) seen.set(one.name, one)
  return [...seen.values()]
}

export function names(all: { name: string; name_en: string | null }[], most = 3): string {
  const list = distinct(all)
  const shown = list.slice(0, most)
  const rest = list.length - shown.length
  return isolated(shown.map(nameOf)) + (rest > 0 ? ` ${t('others', { n: rest })}` : '')
}

/** Words of reports in a row, each in its own direction. */
export function isolated(list: string[]): string {
  return [...new Set(list)].map((one) => `\u2068${one}\u2069`).join(t('and'))
}

/** What a search says of a hit beside its name, in the chosen language; a name of an outlet keeps its direction. */
export function detailOf(hit: SearchHit): string {
  const parts: (string | null)[] = [
    hit.kind === 'actor' && hit.type ? term('entity', hit.type) : hit.kind === 'story' && hit.type ? term('type', hit.type) : null,
    hit.publisher === null ? null : `\u2068${hit.publisher}\u2069`,
    hit.day === null ? (hit.kind === 'actor' ? null : t(hit.kind === 'story' ? 'story.undated' : 'account.nodate')) : day(hit.day, true),
    hit.reports === null ? null : t('count.reports', { n: hit.reports }),
  ]
  return parts.filter((one) => one !== null).join(' · ')
}

export interface Country {
  code: string
  ar: string
  en: string
  number: string
  latitude: number
  longitude: number
}

export const COUNTRIES: Country[] = countries.map(([code, ar, en, number, latitude, longitude]) => ({
  code,
  ar,
  en,
  number,
  latitude,
  longitude,
}))
const BY_CODE = new Map(COUNTRIES.map((country) => [country.code, country]))

export function country(code: string | null): string {
  if (code === null) return ''
  const known = BY_CODE.get(code)
  return known ? known[settings.language] : term('country', code)
}

export function amount(of: { value: number | null; unit: string; approximate: boolean }): string {
  if (of.value === null) return `${t('manifold')} (${unit(of.unit, 3)})`
  const about = of.approximate ? `${t('approximate')} ` : ''
  if (/^[A-Z]{3}$/.test(of.unit))
    return about + number(of.value, { style: 'currency', currency: of.unit, maximumFractionDigits: 2, currencyDisplay: 'narrowSymbol' })
  return `${about}${number(of.value)} ${unit(of.unit, of.value)}`
}

export function unit(name: string, n: number): string {
  const key = `unit.${name}`
  return isKey(key) ? t(key, { n }) : name
}

const QUAD: Record<string, number> = {
  AGREE: 0, CONSULT: 0, SUPPORT: 0, CONCEDE: 0,
  COOPERATE: 1, AID: 1, RETREAT: 1,
  REQUEST: 2, ACCUSE: 2, REJECT: 2, THREATEN: 2,
  PROTEST: 3, SANCTION: 3, MOBILIZE: 3, COERCE: 3, ASSAULT: 3,
}

/** PLOVER's quad class of a type: words or deeds, of cooperation or of conflict. */
export function quad(type: string): number {
  return QUAD[type] ?? 0
}

export function what(telling: { type: string; mode: string | null }): string {
  const type = term('type', telling.type)
  const mode = telling.mode === null ? null : term('mode', telling.mode)
  return mode === null || mode === type ? type : `${type} · ${mode}`
}

/** One line that says what a telling tells, for labels and titles of pages. */
export function headline(telling: Telling): string {
  const parts = [what(telling)]
  if (telling.actor.length) parts.push(names(telling.actor, 2))
  if (telling.recipient.length) parts.push(`${settings.rtl ? '←' : '→'} ${names(telling.recipient, 2)}`)
  if (telling.place.length) parts.push(names(telling.place, 1))
  return parts.join(' · ')
}

export function whereOf(place: Participant): string {
  const land = country(place.country)
  return land && land !== nameOf(place) ? `${nameOf(place)}${t('and')}${land}` : nameOf(place)
}

export type { Amount }
