/** The diagram of a story's chains: reports on one side, those who passed the word on between, origins on the other. */

import dagre from '@dagrejs/dagre'
import { eventOf } from './router.svelte'
import type { Account, Hop, Origin } from './types'

export interface Node {
  id: string
  kind: 'report' | 'relay' | 'origin'
  name: string
  name_en: string | null
  detail: string | null
  href: string
  /** Somebody who is described and not named. */
  described: boolean
  denies: boolean
  x: number
  y: number
}

export interface Edge {
  path: string
  copy: boolean
  denies: boolean
  head: { x: number; y: number; angle: number }
}

export interface Diagram {
  nodes: Node[]
  edges: Edge[]
  width: number
  height: number
}

/** A box's size; `narrow` on phones. */
export const box = (narrow: boolean): { width: number; height: number } => ({ width: narrow ? 138 : 224, height: 62 })

interface Links {
  report: (account: Account) => string
  actor: (id: string) => string
}

/** Lays the chains out sideways; `mirrored` reads from right to left. */
export function layout(accounts: Account[], origins: Origin[], links: Links, narrow: boolean, mirrored: boolean): Diagram {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: narrow ? 26 : 56, marginx: 4, marginy: 6 })
  graph.setDefaultEdgeLabel(() => ({}))
  const nodes = new Map<string, Omit<Node, 'x' | 'y'>>()
  const add = (node: Omit<Node, 'x' | 'y'>): void => {
    const before = nodes.get(node.id)
    if (before) {
      before.denies ||= node.denies
      if (node.kind === 'origin') before.kind = 'origin'
      return
    }
    nodes.set(node.id, node)
    graph.setNode(node.id, box(narrow))
  }
  const denials = new Set(origins.filter((one) => one.denies).flatMap((one) => one.accounts))
  const byReport = new Map(accounts.map((one) => [one.report, one]))
  const marks = new Map<string, { copy: boolean; denies: boolean }>()
  const tie = (from: string, to: string, copy: boolean, denies: boolean): void => {
    if (from === to) return
    const key = `${from}\n${to}`
    const before = marks.get(key)
    marks.set(key, { copy: copy && (before?.copy ?? true), denies: denies && (before?.denies ?? true) })
    graph.setEdge(from, to)
  }

  for (const account of accounts) {
    const report = `r:${account.report}`
    const denies = denials.has(eventOf(account))
    const original = account.copy_of === null ? undefined : byReport.get(account.copy_of)
    add({
      id: report, kind: account.chain.length || original ? 'report' : 'origin', name: account.publisher ?? account.title ?? account.report,
      name_en: null, detail: account.published, href: links.report(account), described: false, denies: false,
    })
    if (original) {
      tie(report, `r:${original.report}`, true, false)
      continue
    }
    let from = report
    account.chain.forEach((hop: Hop, index) => {
      const id = `a:${hop.actor}`
      const last = index === account.chain.length - 1
      add({
        id, kind: last ? 'origin' : 'relay', name: hop.name, name_en: hop.name_en, detail: null,
        href: links.actor(hop.actor), described: !hop.named, denies: last && denies,
      })
      tie(from, id, false, denies)
      from = id
    })
  }
  dagre.layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  const flip = (x: number): number => (mirrored ? width - x : x)
  return {
    width,
    height,
    nodes: [...nodes.values()].map((node) => {
      const { x, y } = graph.node(node.id)
      return { ...node, x: flip(x), y }
    }),
    edges: graph.edges().map((edge) => {
      const points = graph.edge(edge).points.map((p) => ({ x: flip(p.x), y: p.y }))
      return { ...marks.get(`${edge.v}\n${edge.w}`)!, ...curve(points) }
    }),
  }
}

function curve(points: { x: number; y: number }[]): Pick<Edge, 'path' | 'head'> {
  const first = points[0]!
  const end = points.at(-1)!
  let path = `M${first.x} ${first.y}`
  for (let i = 1; i < points.length - 1; i++) {
    const here = points[i]!
    const next = points[i + 1]!
    const stop = i === points.length - 2 ? end : { x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 }
    path += ` Q${here.x} ${here.y} ${stop.x} ${stop.y}`
  }
  if (points.length === 2) path += ` L${end.x} ${end.y}`
  // the word comes from the origin: the head is at the report's end
  const next = points[1]!
  return { path, head: { ...first, angle: (Math.atan2(first.y - next.y, first.x - next.x) * 180) / Math.PI } }
}
