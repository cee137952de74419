/** Stories as bars on a line of time, packed so that neither bars nor their labels overlap. */

import { fromDate, toDate } from './format'
import type { StoryLine } from './types'

export const DAY = 864e5

export interface Dated {
  story: StoryLine
  from: number
  /** The end of the last day. */
  to: number
}

export interface Bar extends Dated {
  lane: number
}

export function dated(stories: StoryLine[]): Dated[] {
  return stories.flatMap((story) => {
    if (story.earliest === null && story.latest === null) return []
    const first = story.earliest ?? story.latest!
    const last = story.latest ?? story.earliest!
    return [{ story, from: toDate(first).getTime(), to: toDate(last).getTime() + DAY }]
  })
}

/** Most of the stories: a single one of long ago must not press all others into a stripe. */
export function spanOf(items: Dated[]): [number, number] {
  if (!items.length) {
    const now = toDate(fromDate(new Date())).getTime()
    return [now - 30 * DAY, now + DAY]
  }
  const middles = items.map((one) => (one.from + one.to) / 2).sort((a, b) => a - b)
  const at = (share: number): number => middles[Math.round(share * (middles.length - 1))]!
  const core = items.length > 8 ? [at(0.06), at(0.98)] : [middles[0]!, middles.at(-1)!]
  const close = items.filter((one) => one.to >= core[0]! && one.from <= core[1]!)
  // a year-long interval may reach far out of the core; it is drawn as far as it fits
  const short = close.filter((one) => one.to - one.from <= 62 * DAY)
  const used = short.length ? short : close
  const from = Math.min(...used.map((one) => one.from))
  const to = Math.max(...used.map((one) => one.to))
  const margin = Math.max(2 * DAY, (to - from) * 0.04)
  return [from - margin, to + margin]
}

/** Gives each bar the first lane in which it and its label find room; `label` is a label's width in time. */
export function pack(items: Dated[], label: number, from: number): { bars: Bar[]; lanes: number } {
  const ends: number[] = []
  const bars = [...items]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((item) => {
      const start = Math.max(item.from, from)
      const lane = ends.findIndex((end) => end <= start)
      const used = lane === -1 ? ends.length : lane
      ends[used] = Math.max(item.to, start + label * 0.04) + label
      return { ...item, lane: used }
    })
  return { bars, lanes: ends.length }
}
