/** Decisions: sent to the desk, said aloud, and taken back with one key. */

import { t, term } from '../i18n'
import { ApiError, post } from './api'
import { changes } from './resource.svelte'
import type { Judgement } from './types'

/** Who judges where no analyst did. */
export const MACHINE = 'marsad'

export interface Decision {
  kind: string
  left: string
  right?: string | null
  field?: string | null
  value?: unknown
  note?: string | null
}

class Judging {
  last = $state.raw<Judgement | null>(null)
  message = $state('')
  failed = $state(false)
  busy = $state(false)

  async judge(decision: Decision): Promise<Judgement | null> {
    return this.send(async () => {
      const made = await post<Judgement>('judgements', decision)
      this.last = made
      this.message = t('review.done', { kind: term('judgement', made.kind) })
      return made
    })
  }

  async undo(number?: number): Promise<void> {
    const target = number ?? this.last?.number
    if (target === undefined) return
    await this.send(async () => {
      const kind = this.last?.number === target ? this.last.kind : ''
      const made = await post<Judgement>(`judgements/${target}/undo`)
      this.last = null
      this.message = kind ? t('review.undone', { kind: term('judgement', kind) }) : t('decisions.undone')
      return made
    })
  }

  private async send(what: () => Promise<Judgement>): Promise<Judgement | null> {
    if (this.busy) return null
    this.busy = true
    try {
      const made = await what()
      this.failed = false
      changes.note()
      return made
    } catch (error) {
      this.failed = true
      this.message = `${t('error.title')}: ${error instanceof ApiError && error.message ? error.message : t('error.network')}`
      return null
    } finally {
      this.busy = false
    }
  }
}

export const judging = new Judging()
