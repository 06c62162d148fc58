import { DAY } from '@mashang/shared/core/clock.ts'
import { and, eq, inArray, lt } from 'drizzle-orm'
import { endingRows } from '../core/db/ending.ts'
import { deliveriesTables } from './deliveries.table.ts'

/** How long it can be looked up what was sent when. Logs are kept at least 6 months. */
const KEEP = 200 * DAY

export const oldDeliveries = endingRows(
  deliveriesTables,
  'delete old deliveries',
  (t) => t.deliveries,
  (now) => ({ before: now - KEEP }),
  ({ deliveries: t }, { district, before }) =>
    and(
      eq(t.district, district),
      lt(t.createdAt, before),
      inArray(t.state, ['sent', 'not-needed', 'dead']),
    ),
)
