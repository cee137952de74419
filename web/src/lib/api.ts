/** The REST API, and nothing but it, brings data to the desk. */

import { session } from './session.svelte'

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

type Params = URLSearchParams | Record<string, string | number | null | undefined>

function query(params?: Params): string {
  if (!params) return ''
  if (params instanceof URLSearchParams) return params.size ? `?${params}` : ''
  const filled = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return filled.length ? `?${new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))}` : ''
}

export function id(value: string): string {
  return encodeURIComponent(value)
}

export async function get<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  return request<T>(`/api/${path}${query(params)}`, signal ? { signal } : {})
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData
  const headers: Record<string, string> = form || body === undefined ? {} : { 'Content-Type': 'application/json' }
  return request<T>(`/api/${path}`, {
    method: 'POST',
    headers,
    body: form ? body : body === undefined ? null : JSON.stringify(body),
  })
}

export async function del<T>(path: string): Promise<T> {
  return request<T>(`/api/${path}`, { method: 'DELETE' })
}

async function request<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, '')
  }
  if (response.status === 401) session.askForLogin()
  if (!response.ok) throw new ApiError(response.status, await reason(response))
  return (response.status === 204 ? null : await response.json()) as T
}

async function reason(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: string; field?: string | null }
    if (body.error) return body.field ? `${body.field}: ${body.error}` : body.error
  } catch {
    // no JSON: the status alone has to do
  }
  return response.statusText
}
