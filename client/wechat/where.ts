import { insideWechat } from './inside.ts'
import type { LentPosition } from './lent.ts'

/** Whether this browser may say where it is. */
export const canSayWhere = (): boolean => window.isSecureContext && 'geolocation' in navigator

/** Where the phone is: inside WeChat by what it lends, else by the browser. Null: not found out. */
export async function whereAmI(): Promise<LentPosition | null> {
  const lent =
    insideWechat() &&
    (await import('./lent.ts').then(
      (it) => it.position(),
      () => null,
    ))
  if (lent) return lent
  return new Promise((told) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => told(coords),
      () => told(null),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    ),
  )
}
