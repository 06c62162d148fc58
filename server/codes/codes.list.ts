import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { z } from 'zod'
import { type Actor, isOfStation, seesDistrict } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { answersTo } from '../core/pinyin.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { stationsById } from '../stations/stations.store.ts'
import { type CodeRecord, ownCodes } from './codes.store.ts'
import { codeState, codeUrl } from './codes.usecases.ts'

type Query = z.output<NonNullable<typeof codesApi.list.query>>
type Reply = z.input<NonNullable<typeof codesApi.list.reply>>

/** Codes with the name of whom each stands for, by kind, state and name, one page of what is seen. */
export async function listCodeRows(context: Context, query: Query, actor: Actor): Promise<Reply> {
  const people = await representativesById(context)
  const stations = await stationsById(context)
  const nameOf = ({ targetId }: CodeRecord): string =>
    (people.get(targetId) ?? stations.get(targetId))?.name ?? ''
  const answers = (record: CodeRecord): boolean =>
    answersTo(q, { name: nameOf(record) }, people.get(record.targetId) ?? 'place')
  const q = query.q?.trim() ?? ''
  const stationOf = ({ kind, targetId }: CodeRecord): string | null =>
    kind === 'station' ? targetId : (people.get(targetId)?.stationId ?? null)
  const district = await ownCodes(context)
  const all = seesDistrict(actor)
    ? district
    : district.filter((record) => isOfStation(actor, stationOf(record)))
  const narrowed = query.kind !== undefined || query.state !== undefined || q !== ''
  const matches = !narrowed
    ? all
    : all.filter(
        (record) =>
          (query.kind === undefined || record.kind === query.kind) &&
          (query.state === undefined || codeState(record) === query.state) &&
          (q === '' || answers(record)),
      )
  const from = (query.page - 1) * query.size
  return {
    items: matches.slice(from, from + query.size).map((record) => ({
      code: record.code,
      url: codeUrl(context, record.code),
      kind: record.kind,
      state: codeState(record),
      name: nameOf(record),
      targetId: record.targetId,
    })),
    total: matches.length,
    page: query.page,
    size: query.size,
  }
}
