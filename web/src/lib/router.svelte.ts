/** The address bar is the state of every view: path, filters in the query, the passage in the fragment. */

export type View =
  | 'stories' | 'story' | 'reports' | 'report' | 'timeline' | 'map' | 'network' | 'actors' | 'actor'
  | 'sources' | 'source' | 'audits' | 'add' | 'review' | 'decisions' | 'status' | 'login' | 'unknown'

const LISTS: Record<string, [View, View]> = {
  stories: ['stories', 'story'],
  reports: ['reports', 'report'],
  actors: ['actors', 'actor'],
  sources: ['sources', 'source'],
}
const PAGES: readonly string[] = ['timeline', 'map', 'network', 'audits', 'add', 'review', 'decisions', 'status', 'login']

class Router {
  path = $state(location.pathname)
  query = $state.raw(new URLSearchParams(location.search))
  fragment = $state(location.hash.slice(1))

  parts = $derived(this.path.split('/').filter(Boolean).map(decode))
  id = $derived(this.parts[1] ?? '')
  view = $derived<View>(viewOf(this.parts))

  constructor() {
    addEventListener('popstate', () => this.read())
    addEventListener('hashchange', () => this.read())
  }

  /** Goes to an address of the desk; `replace` leaves no step back. */
  go(address: string, replace = false): void {
    const before = this.path
    history[replace ? 'replaceState' : 'pushState'](null, '', address)
    this.read()
    if (this.path !== before) {
      scrollTo(0, 0)
      queueMicrotask(() => document.getElementById('main')?.focus({ preventScroll: true }))
    }
  }

  /** Sets, adds or clears values of the query and stays on the page. */
  set(changes: Record<string, string | string[] | null>): void {
    const query = new URLSearchParams(this.query)
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name)
      if (Array.isArray(value)) value.forEach((one) => query.append(name, one))
      else if (value !== null && value !== '') query.set(name, value)
    }
    this.go(address(this.path, query), true)
  }

  private read(): void {
    this.path = location.pathname
    if (location.search !== `?${this.query}` && location.search.slice(1) !== this.query.toString())
      this.query = new URLSearchParams(location.search)
    this.fragment = decode(location.hash.slice(1))
  }
}

function viewOf(parts: string[]): View {
  const [first, second, third] = parts
  if (first === undefined) return 'stories'
  if (third !== undefined) return 'unknown'
  const list = LISTS[first]
  if (list) return second === undefined ? list[0] : list[1]
  return second === undefined && PAGES.includes(first) ? (first as View) : 'unknown'
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function address(path: string, query: URLSearchParams): string {
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

export const router = new Router()

/** Links within the desk change the view; everything else is the browser's. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = (event.target as Element | null)?.closest<HTMLAnchorElement | SVGAElement>('a[href]')
  if (!link || link.getAttribute('target') || link.hasAttribute('download')) return
  const href = link.getAttribute('href') ?? ''
  const url = new URL(href, location.href)
  if (url.origin !== location.origin || url.pathname.startsWith('/api/') || url.pathname === '/docs') return
  if (href.startsWith('#') && document.getElementById(href.slice(1))) return
  event.preventDefault()
  router.go(url.pathname + url.search + url.hash)
}

const part = encodeURIComponent

export const to = {
  story: (id: string) => `/stories/${part(id)}`,
  actor: (id: string) => `/actors/${part(id)}`,
  source: (id: string) => `/sources/${part(id)}`,
  report: (id: string) => `/reports/${part(id)}`,
  /** The exact words: code points of the report's text. */
  words: (id: string, span: { start: number; end: number }) => `/reports/${part(id)}#${span.start}-${span.end}`,
  /** A field of an event (`REPORT#V2` and `place`, or an entity of it) or an entity (`REPORT#E3`) in its report. */
  field: (reference: string, field?: string | null) => {
    const at = reference.lastIndexOf('#')
    const inside = reference.slice(at + 1) + (field ? `:${field}` : '')
    return `/reports/${part(reference.slice(0, at))}#${inside}`
  },
  search: (q: string) => `/stories?q=${part(q)}`,
}

export function reportOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf('#'))
}

/** The reference of a telling's event, as decisions and origins name it. */
export function eventOf(account: { report: string; event: string }): string {
  return `${account.report}#${account.event}`
}
