/** The keyboard: one letter a thing, nothing while somebody types. */

import { router } from './router.svelte'
import { settings } from './settings.svelte'

const GO: Record<string, string> = {
  s: '/', t: '/timeline', m: '/map', n: '/network', a: '/audits', r: '/review', d: '/add', p: '/actors', o: '/sources',
}

/** The key as a position on a Latin keyboard, so that it works while an Arabic layout is on. */
export function letter(event: KeyboardEvent): string {
  if (event.key === '?' || event.key === '؟') return '?'
  if (event.key === '/') return '/'
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key
}

export function typing(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  return (
    event.ctrlKey || event.metaKey || event.altKey || event.isComposing ||
    !!target?.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog')
  )
}

export function listen(help: () => void): () => void {
  let going = 0
  const onkey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || typing(event)) return
    const key = letter(event)
    const after = event.timeStamp - going < 1500
    going = 0
    const address = after ? GO[key] : undefined
    if (address !== undefined) router.go(address)
    else if (key === 'g') going = event.timeStamp
    else if (key === '?') help()
    else if (key === '/') document.getElementById('search')?.focus()
    else if (key === 'l') settings.set('language', settings.rtl ? 'en' : 'ar')
    else if (key === 'j' || key === 'k') {
      if (!step(key === 'j' ? 1 : -1)) return
    } else return
    event.preventDefault()
  }
  addEventListener('keydown', onkey)
  return () => removeEventListener('keydown', onkey)
}

/** Moves the focus to the next or previous item of a list. */
function step(by: 1 | -1): boolean {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')]
  if (!items.length) return false
  const here = items.findIndex((item) => item.contains(document.activeElement))
  const next = items[Math.max(0, Math.min(items.length - 1, here === -1 && by === -1 ? 0 : here + by))]
  const target = next?.querySelector<HTMLElement>('[data-open]') ?? next
  target?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return true
}
