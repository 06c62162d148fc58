import type { Position } from '@mashang/shared/sheets/sheets.model.ts'
import { insideWechat } from '../wechat/inside.ts'

/** Whether this browser can tell where it is at all. */
export const canLocate = (): boolean => window.isSecureContext && 'geolocation' in navigator

/** A measured place, WGS 84; `accuracy` is the radius in metres within which it is right. */
export const positionOf = ({
  coords,
}: {
  coords: Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy'>
}): Position => ({
  latitude: coords.latitude,
  longitude: coords.longitude,
  accuracy: Math.min(100_000, Math.max(1, Math.round(coords.accuracy))),
})

/** What WeChat says where it lends a position; null: it does not, here. */
const lent = async (): Promise<Position | null> => {
  if (!insideWechat()) return null
  const found = await import('../wechat/lent.ts').then(
    (it) => it.position(),
    () => null,
  )
  return found && positionOf({ coords: found })
}

/** Asks once where the phone is. Null: refused, or nothing was found in time. */
export const locate = async (): Promise<Position | null> =>
  (await lent()) ??
  (await new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      (found) => resolve(positionOf(found)),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 10_000 },
    )
  }))
