import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'
import { ownCodes } from './codes.store.ts'
import { codeState, codeUrl } from './codes.usecases.ts'

type Query = z.output<NonNullable<typeof codesApi.list.query>>
type Reply = z.input<NonNullable<typeof codesApi.list.reply>>

/** Codes with the name of whom each stands for, by kind, state and name, one page. */
export async function listCodeRows(context: Context, query: Query): Promise<Reply> {
  const names = new Map<string, string>()
  for (const representative of await allRepresentatives(context))
    names.set(representative.id, representative.name)
  for (const station of await allStations(context)) names.set(station.id, station.name)
  const q = query.q?.trim() ?? ''
  const rows = (await ownCodes(context)).map((record) => ({
    code: record.code,
    url: codeUrl(context, record.code),
    kind: record.kind,
    state: codeState(record),
    name: names.get(record.targetId) ?? '',
    targetId: record.targetId,
  }))
  const matches = rows.filter(
    (row) =>
      (query.kind === undefined || row.kind === query.kind) &&
      (query.state === undefined || row.state === query.state) &&
      (q === '' || row.name.includes(q)),
  )
  const from = (query.page - 1) * query.size
  return {
    items: matches.slice(from, from + query.size),
    total: matches.length,
    page: query.page,
    size: query.size,
  }
}
