/** Stories by their places, as the map draws and lists them. */

import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson'
import { nameOf, quad } from './format'
import type { MapItem, Participant, StoryLine } from './types'

export interface Place {
  of: Participant
  stories: StoryLine[]
  radius: number | null
}

export interface Movement {
  story: StoryLine
  from: Participant
  to: Participant
}

const located = (place: Participant | null): place is Participant =>
  place !== null && place.latitude !== null && place.longitude !== null

export function sortOut(items: MapItem[]): { places: Place[]; movements: Movement[]; unplaced: StoryLine[] } {
  const places = new Map<string, Place>()
  const movements: Movement[] = []
  const placed = new Set<string>()
  for (const { story, place, origin, radius_km } of items) {
    if (!located(place)) continue
    placed.add(story.id)
    const known = places.get(place.actor)
    if (!known) places.set(place.actor, { of: place, stories: [story], radius: radius_km })
    else if (!known.stories.some((one) => one.id === story.id)) known.stories.push(story)
    if (located(origin)) movements.push({ story, from: origin, to: place })
  }
  const unplaced = new Map(items.filter((item) => !placed.has(item.story.id)).map((item) => [item.story.id, item.story]))
  return {
    places: [...places.values()].sort((a, b) => b.stories.length - a.stories.length),
    movements,
    unplaced: [...unplaced.values()],
  }
}

const collection = <G extends Point | LineString | Polygon>(features: Feature<G>[]): FeatureCollection<G> => ({
  type: 'FeatureCollection',
  features,
})

/** The commonest class of what happened there gives a place its colour. */
function colour(stories: StoryLine[]): number {
  const counts = [0, 0, 0, 0]
  for (const story of stories) counts[quad(story.type)]!++
  return counts.indexOf(Math.max(...counts))
}

export function points(places: Place[]): FeatureCollection<Point> {
  return collection(
    places.map(({ of, stories, radius }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [of.longitude!, of.latitude!] },
      properties: { id: of.actor, name: nameOf(of), n: stories.length, quad: colour(stories), area: radius !== null && radius > 0 },
    })),
  )
}

export function areas(places: Place[]): FeatureCollection<Polygon> {
  return collection(
    places
      .filter((place) => place.radius !== null && place.radius > 0)
      .map(({ of, stories, radius }) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [circle(of.longitude!, of.latitude!, radius!)] },
        properties: { id: of.actor, quad: colour(stories) },
      })),
  )
}

/** Movements as bows, so that a way there and a way back don't cover each other. */
export function bows(movements: Movement[]): FeatureCollection<LineString> {
  return collection(
    movements.map(({ story, from, to }) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: bow([from.longitude!, from.latitude!], [to.longitude!, to.latitude!]) },
      properties: { id: to.actor, story: story.id, quad: quad(story.type), planned: story.aux.includes('future') },
    })),
  )
}

/** Where the arrows' heads stand and where they point, in degrees clockwise from north on the map's projection. */
export function heads(lines: FeatureCollection<LineString>): FeatureCollection<Point> {
  return collection(
    lines.features.map((line) => {
      const path = line.geometry.coordinates
      const [before, end] = [path.at(-3)!, path.at(-1)!]
      const angle = (Math.atan2(end[0]! - before[0]!, mercator(end[1]!) - mercator(before[1]!)) * 180) / Math.PI
      return { type: 'Feature', geometry: { type: 'Point', coordinates: end }, properties: { ...line.properties, angle } }
    }),
  )
}

const mercator = (latitude: number): number => (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI

function bow([x0, y0]: [number, number], [x1, y1]: [number, number]): [number, number][] {
  const middle = [(x0 + x1) / 2 - (y1 - y0) * 0.18, (y0 + y1) / 2 + (x1 - x0) * 0.18] as const
  return Array.from({ length: 33 }, (_, i) => {
    const s = i / 32
    const r = 1 - s
    return [r * r * x0 + 2 * r * s * middle[0] + s * s * x1, r * r * y0 + 2 * r * s * middle[1] + s * s * y1]
  })
}

function circle(longitude: number, latitude: number, radius: number): [number, number][] {
  const up = radius / 111.2
  const across = up / Math.max(0.1, Math.cos((latitude * Math.PI) / 180))
  return Array.from({ length: 65 }, (_, i) => {
    const angle = (i / 64) * 2 * Math.PI
    return [longitude + across * Math.cos(angle), latitude + up * Math.sin(angle)]
  })
}
