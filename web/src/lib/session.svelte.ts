/** Who works at the desk, and what they may do. */

import type { Session } from './types'

class Current {
  known = $state(false)
  auth = $state(false)
  user = $state<string | null>(null)
  role = $state<Session['role']>(null)
  loginNeeded = $state(false)

  mayJudge = $derived(!this.auth || this.role === 'analyst' || this.role === 'admin')

  take(session: Session): void {
    this.auth = session.auth
    this.user = session.user
    this.role = session.role
    this.known = true
    this.loginNeeded = session.auth && session.user === null
  }

  askForLogin(): void {
    this.loginNeeded = true
  }
}

export const session = new Current()
