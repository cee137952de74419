/** The network as it is drawn: those who are described in the same words in the same story are one node. */

import type { Network, NetworkEdge } from './types'

export function joined(network: Network): Network {
  const root = new Map(network.nodes.map((node) => [node.id, node.id]))
  const find = (id: string): string => {
    let at = id
    while (root.get(at) !== at) at = root.get(at) ?? at
    return at
  }
  const nodes = new Map(network.nodes.map((node) => [node.id, node]))
  const first = new Map<string, string>()
  for (const edge of network.edges)
    for (const end of [edge.source, edge.target]) {
      const node = nodes.get(end)
      if (!node || (node.type !== 'group' && node.type !== 'asset')) continue
      for (const story of edge.stories) {
        const key = `${story}\n${node.name}`
        const before = first.get(key)
        if (before === undefined) first.set(key, end)
        else root.set(find(end), find(before))
      }
    }
  const edges = new Map<string, NetworkEdge>()
  for (const edge of network.edges) {
    const [source, target] = [find(edge.source), find(edge.target)]
    if (source === target) continue
    const key = `${source}|${edge.kind}|${target}`
    const before = edges.get(key)
    if (!before) edges.set(key, { ...edge, source, target })
    else {
      const stories = [...new Set([...before.stories, ...edge.stories])]
      const days = (pick: 'earliest' | 'latest'): string[] => [before[pick], edge[pick]].filter((one) => one !== null).sort()
      edges.set(key, {
        ...before,
        stories,
        reports: [...new Set([...before.reports, ...edge.reports])],
        weight: Math.max(before.weight, edge.weight, stories.length),
        earliest: days('earliest')[0] ?? null,
        latest: days('latest').at(-1) ?? null,
      })
    }
  }
  return { nodes: network.nodes.filter((node) => find(node.id) === node.id), edges: [...edges.values()], left_out: network.left_out }
}
