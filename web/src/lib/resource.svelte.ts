/** Data of a view: fetched when what it depends on changes, again after every decision. */

import { ApiError, get } from './api'
import type { Page } from './types'

class Changes {
  count = $state(0)
  /** Something on the desk has changed: whatever is shown is read again. */
  note(): void {
    this.count++
  }
}

export const changes = new Changes()

export interface Resource<T> {
  readonly data: T | null
  readonly error: ApiError | null
  readonly loading: boolean
}

class Held<T> {
  data = $state.raw<T | null>(null)
  error = $state.raw<ApiError | null>(null)
  loading = $state(true)
}

/** `read` runs inside an effect: what it reads before its first await is what it depends on; null means nothing yet. */
export function resource<T>(read: (signal: AbortSignal) => Promise<T> | null): Resource<T> {
  const held = new Held<T>()
  $effect(() => {
    void changes.count
    const stop = new AbortController()
    const promise = read(stop.signal)
    if (!promise) return
    held.loading = true
    promise.then(
      (data) => {
        if (stop.signal.aborted) return
        held.data = data
        held.error = null
        held.loading = false
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        held.error = error instanceof ApiError ? error : new ApiError(0, String(error))
        held.data = null
        held.loading = false
      },
    )
    return () => stop.abort()
  })
  return held
}

export class Pages<T> {
  items = $state.raw<T[]>([])
  total = $state(0)
  cursor = $state<string | null>(null)
  error = $state.raw<ApiError | null>(null)
  loading = $state(true)
  private last: { path: string; params: URLSearchParams } | null = null
  private stop = new AbortController()

  async more(): Promise<void> {
    if (this.last && this.cursor && !this.loading) await this.read(this.last.path, this.last.params, this.cursor)
  }

  async first(path: string, params: URLSearchParams): Promise<void> {
    this.last = { path, params }
    await this.read(path, params, null)
  }

  abort(): void {
    this.stop.abort()
  }

  private async read(path: string, params: URLSearchParams, cursor: string | null): Promise<void> {
    this.stop.abort()
    const stop = (this.stop = new AbortController())
    const all = new URLSearchParams(params)
    if (cursor) all.set('cursor', cursor)
    this.loading = true
    try {
      const page = await get<Page<T>>(path, all, stop.signal)
      if (stop.signal.aborted) return
      this.items = cursor ? [...this.items, ...page.items] : page.items
      this.total = page.total
      this.cursor = page.cursor
      this.error = null
    } catch (error) {
      if (stop.signal.aborted) return
      this.error = error instanceof ApiError ? error : new ApiError(0, String(error))
    }
    this.loading = false
  }
}

/** A list that is read part by part, from the start again when path or parameters change. */
export function pages<T>(path: () => string, params: () => URLSearchParams): Pages<T> {
  const list = new Pages<T>()
  $effect(() => {
    void changes.count
    const where = path()
    const which = params()
    // what the list itself holds must not start it over
    queueMicrotask(() => void list.first(where, which))
    return () => list.abort()
  })
  return list
}
