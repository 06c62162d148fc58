import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { CodeRow } from '@mashang/shared/codes/codes.model.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
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
/** What the table and its export are narrowed to, and their order. */
export type CodeFilter = Pick<Query, 'kind' | 'state' | 'q' | 'sort'> & {
  /** Chosen one by one. */
  codes?: readonly string[]
}

const collator = new Intl.Collator('zh-CN')

interface FoundCodes {
  records: readonly CodeRecord[]
  rowOf: (record: CodeRecord) => CodeRow
}

/** The codes of a filter, of those that somebody sees, in order: of making where none is named. */
export async function findCodes(
  context: Context,
  { codes, kind, state, q = '', sort }: CodeFilter,
  actor: Actor,
): Promise<FoundCodes> {
  const people = await representativesById(context)
  const stations = await stationsById(context)
  const chosen = codes && new Set(codes)
  const nameOf = ({ targetId }: CodeRecord): string =>
    (people.get(targetId) ?? stations.get(targetId))?.name ?? ''
  const stationOf = ({ kind, targetId }: CodeRecord): string | null =>
    kind === 'station' ? targetId : (people.get(targetId)?.stationId ?? null)
  const district = await ownCodes(context)
  const all = seesDistrict(actor)
    ? district
    : district.filter((record) => isOfStation(actor, stationOf(record)))
  const narrowed = chosen !== undefined || kind !== undefined || state !== undefined || q !== ''
  const found = !narrowed
    ? all
    : all.filter(
        (record) =>
          chosen?.has(record.code) !== false &&
          (kind === undefined || record.kind === kind) &&
          (state === undefined || codeState(record) === state) &&
          (q === '' ||
            answersTo(q, { name: nameOf(record) }, people.get(record.targetId) ?? 'place')),
      )
  return {
    records: inOrder(found, sort, nameOf),
    rowOf: (record) => ({
      code: record.code,
      url: codeUrl(context, record.code),
      kind: record.kind,
      state: codeState(record),
      name: nameOf(record),
      targetId: record.targetId,
      madeAt: toIso(record.createdAt),
    }),
  }
}

/** By a column, "-" falling; those alike stay as they were made. */
function inOrder(
  records: readonly CodeRecord[],
  sort: CodeFilter['sort'],
  nameOf: (record: CodeRecord) => string,
): readonly CodeRecord[] {
  const by: Record<string, (a: CodeRecord, b: CodeRecord) => number> = {
    name: (a, b) => collator.compare(nameOf(a), nameOf(b)),
    kind: (a, b) => collator.compare(a.kind, b.kind),
    state: (a, b) => collator.compare(codeState(a), codeState(b)),
    made: (a, b) => a.createdAt - b.createdAt,
  }
  const compare = by[sort?.replace('-', '') ?? '']
  if (compare === undefined) return records
  const turn = sort?.startsWith('-') ? -1 : 1
  return records.toSorted((a, b) => turn * compare(a, b))
}

/** One page of the office's table of codes. */
export async function listCodeRows(context: Context, query: Query, actor: Actor): Promise<Reply> {
  const { records, rowOf } = await findCodes(context, query, actor)
  const { page, size } = query
  const items = records.slice((page - 1) * size, page * size).map(rowOf)
  return { items, total: records.length, page, size }
}
