import type { ReviewRow } from '@mashang/shared/points/points.api.ts'

/** A fact to be looked at, by one id: whose it is and which. */
export type ChosenReview = ReviewRow & { id: string }

export const withId = (row: ReviewRow): ChosenReview => ({
  ...row,
  id: `${row.representative.id} ${row.entry.key}`,
})
