/** Set while a report waits for a signal, so that any page knows without opening the drafts. */
const FLAG = 'mashang.waiting'

export function markWaiting(waiting: boolean): void {
  try {
    if (waiting) localStorage.setItem(FLAG, '1')
    else localStorage.removeItem(FLAG)
  } catch {
    // Storage refused: the draft is still sent when its own form is opened again.
    return
  }
}

export function isWaiting(): boolean {
  try {
    return localStorage.getItem(FLAG) === '1'
  } catch {
    return false
  }
}
