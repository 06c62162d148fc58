import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'
import { listCodes } from './codes.store.ts'
import { codeUrl } from './codes.usecases.ts'

type Query = z.output<NonNullable<typeof codesApi.list.query>>
type Reply = z.input<NonNullable<typeof codesApi.list.reply>>

/** All codes with the name of whom each stands for. */
export async function listCodeRows(context: Context, query: Query): Promise<Reply> {
  const { items, total } = await listCodes(context, {
    kind: query.kind,
    limit: query.size,
    offset: (query.page - 1) * query.size,
  })
  const names = new Map<string, string>()
  for (const representative of await allRepresentatives(context))
    names.set(representative.id, representative.name)
  for (const station of await allStations(context)) names.set(station.id, station.name)
  return {
    items: items.map((item) => ({
      code: item.code,
      url: codeUrl(context, item.code),
      kind: item.kind,
      state: item.revokedAt === null ? 'active' : item.successor === null ? 'revoked' : 'successor',
      name: names.get(item.targetId) ?? '',
      targetId: item.targetId,
    })),
    total,
    page: query.page,
    size: query.size,
  }
}
