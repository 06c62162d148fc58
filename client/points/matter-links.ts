import type { PointEntry } from '@mashang/shared/points/points.model.ts'

/** Where the pages of matters lie; the same in both apps. */
const pages: Readonly<Record<string, string>> = {
  issue: '/issues/',
  suggestion: '/suggestions/',
  activity: '/activities/',
}

/** The way to what a point was given for; null where it is out of sight. */
export function matterLink({ visible, matterKind, matterId }: PointEntry): string | null {
  const page = pages[matterKind]
  return visible && page !== undefined ? page + matterId : null
}
