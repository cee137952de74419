/** What a record says of which words: the layers that the reader paints and explains. */

import type { Record_, Span } from './types'

export const LAYERS = ['entities', 'positions', 'times', 'amounts', 'claims', 'events', 'relations'] as const
export type Layer = (typeof LAYERS)[number]

/** One statement of the record with the words it rests on. */
export interface Mark {
  key: string
  layer: Layer
  /** The record's id (E1, T2, A3, V4), or the layer and a number where it has none. */
  id: string
  spans: Span[]
  by: string
  confidence: number | null
  index: number
}

export function marksOf(record: Record_): Mark[] {
  const marks: Mark[] = []
  const add = (layer: Layer, id: string, spans: Span[], of: { by: string; confidence?: number | null }, index: number): void => {
    if (spans.length) marks.push({ key: `${layer}:${id}`, layer, id, spans, by: of.by, confidence: of.confidence ?? null, index })
  }
  record.entities.forEach((one, i) => add('entities', one.id, one.mentions, one, i))
  record.positions.forEach((one, i) => add('positions', `P${i + 1}`, [one], one, i))
  record.times.forEach((one, i) => add('times', one.id, [one], one, i))
  record.amounts.forEach((one, i) => add('amounts', one.id, [one], one, i))
  record.attributions.forEach((one, i) => add('claims', one.id, [...one.content, ...one.cue], one, i))
  record.events.forEach((one, i) => add('events', one.id, one.evidence, one, i))
  record.relations.forEach((one, i) => add('relations', `R${i + 1}`, [one], one, i))
  record.alignments.forEach((one, i) => add('relations', `L${i + 1}`, [one], one, record.relations.length + i))
  return marks
}

/** Marks over one place, the narrowest first. */
export function marksAt(marks: Mark[], point: number): Mark[] {
  const width = (mark: Mark): number =>
    Math.min(...mark.spans.filter((span) => span.start <= point && point < span.end).map((span) => span.end - span.start))
  return marks
    .filter((mark) => mark.spans.some((span) => span.start <= point && point < span.end))
    .sort((a, b) => width(a) - width(b))
}

/**
 * The words that a fragment of the address means: `120-145` (code points), `E3`, `V2`, or a field of an event,
 * `V2:time`, `V2:E3`. An entity within an event means its mentions inside the event's words, where there are any.
 */
export function spansOf(fragment: string, record: Record_, marks: Mark[]): { spans: Span[]; mark: Mark | null } {
  const plain = /^(\d+)-(\d+)$/.exec(fragment)
  if (plain) {
    const span = { start: Number(plain[1]), end: Number(plain[2]) }
    const exact = marks.find((mark) => mark.spans.some((one) => one.start === span.start && one.end === span.end))
    return { spans: span.end > span.start ? [span] : [], mark: exact ?? null }
  }
  const [id = '', field] = fragment.split(':')
  const mark = marks.find((one) => one.id === id) ?? null
  if (!mark) return { spans: [], mark: null }
  const event = record.events.find((one) => one.id === id)
  if (!event || !field) return { spans: mark.spans, mark }
  const inside = (span: Span): boolean => event.evidence.some((part) => part.start <= span.start && span.end <= part.end)
  const within = (spans: Span[]): Span[] => (spans.some(inside) ? spans.filter(inside) : spans)
  const entity = record.entities.find((one) => one.id === field)
  if (entity) return { spans: within(entity.mentions), mark: marks.find((one) => one.id === field) ?? mark }
  const reasons = event.reasons.filter((reason) => reason.field === field)
  if (reasons.length) return { spans: reasons, mark }
  if (field === 'time') {
    const time = record.times.find((one) => one.id === event.time)
    if (time) return { spans: [time], mark: marks.find((one) => one.id === time.id) ?? mark }
  }
  if (field === 'amounts') {
    const amounts = record.amounts.filter((one) => event.amounts.includes(one.id))
    if (amounts.length) return { spans: amounts, mark }
  }
  if (field === 'actor' || field === 'recipient' || field === 'place' || field === 'from') {
    const mentions = event[field].flatMap((one) => within(record.entities.find((e) => e.id === one)?.mentions ?? []))
    if (mentions.length) return { spans: mentions, mark }
  }
  return { spans: mark.spans, mark }
}
