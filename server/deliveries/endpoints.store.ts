import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { deliveriesTables } from './deliveries.table.ts'

type Schema = ReturnType<typeof deliveriesTables>
export type EndpointRecord = Schema['deliveryEndpoints']['$inferSelect']
type Key = Pick<EndpointRecord, 'district' | 'id'>

export const insertEndpoint = insertInto(deliveriesTables, 'deliveryEndpoints')

/** What was read before it is changed; '' and 0 stand for none. */
interface Before {
  wasName: string
  wasStation: string
  wasUrl: string
  wasSecret: string
  wasPaused: number
}

/** Guarded by what was read, so that of two changes at once the second one notices. */
export const saveEndpoint = statement<
  Schema,
  Pick<
    EndpointRecord,
    'district' | 'id' | 'name' | 'stationId' | 'url' | 'urlShown' | 'secret' | 'pausedAt'
  > &
    Before
>(
  deliveriesTables,
  'save endpoint',
  (b, { deliveryEndpoints: t }) =>
    b
      .update(t)
      .set({
        name: value('name'),
        stationId: value('stationId'),
        url: value('url'),
        urlShown: value('urlShown'),
        secret: value('secret'),
        pausedAt: value('pausedAt'),
      })
      .where(
        ownRow(
          t,
          eq(t.name, value('wasName')),
          eq(t.url, value('wasUrl')),
          eq(sql`coalesce(${t.stationId}, '')`, value('wasStation')),
          eq(sql`coalesce(${t.secret}, '')`, value('wasSecret')),
          eq(sql`coalesce(${t.pausedAt}, 0)`, value('wasPaused')),
        ),
      ),
  { guarded: true },
)

/** Guarded by the secret that is replaced: of two at once one succeeds. */
export const rotateSecret = statement<
  Schema,
  Key & { was: string; secret: string; formerUntil: number }
>(
  deliveriesTables,
  'rotate secret',
  (b, { deliveryEndpoints: t }) =>
    b
      .update(t)
      .set({
        secret: value('secret'),
        formerSecret: value('was'),
        formerUntil: value('formerUntil'),
      })
      .where(ownRow(t, eq(t.secret, value('was')))),
  { guarded: true },
)

export const deleteEndpoint = statement<Schema, Key>(
  deliveriesTables,
  'delete endpoint',
  (b, { deliveryEndpoints: t }) => b.delete(t).where(ownRow(t)),
  { guarded: true },
)

const all = query<Schema, { district: string }, EndpointRecord>(
  deliveriesTables,
  'all endpoints',
  (b, { deliveryEndpoints: t }) =>
    b
      .select()
      .from(t)
      .where(eq(t.district, value('district')))
      .orderBy(asc(t.createdAt), asc(t.id)),
)

/** Every robot and webhook of the district; some dozens. */
export const allEndpoints = (context: Context): Promise<readonly EndpointRecord[]> =>
  context.db.query(all, { district: context.district })

export async function findEndpoint(context: Context, id: string): Promise<EndpointRecord | null> {
  const { deliveryEndpoints: t } = context.db.tables(deliveriesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.id, id)))
  return rows[0] ?? null
}
