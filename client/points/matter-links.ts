import { pageOf } from '@mashang/shared/matters/matters.words.ts'
import type { PointEntry } from '@mashang/shared/points/points.model.ts'

/** The way to what a point was given for; null where it is out of sight. */
export function matterLink({
  visible,
  matterKind,
  matterId,
}: Pick<PointEntry, 'visible' | 'matterKind' | 'matterId'>): string | null {
  const page = pageOf(matterKind)
  return visible && page !== null ? page + matterId : null
}
