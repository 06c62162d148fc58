import { withoutPhones } from '@mashang/shared/core/phones.ts'
import {
  accountWords,
  representativeStates,
} from '@mashang/shared/representatives/representatives.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import {
  type Found,
  findRepresentatives,
  type RepresentativeFilter,
  type RosterExtras,
} from './representatives.usecases.ts'

/** What of a representative goes into a file: never a phone number. */
const columns: readonly FileColumn<Found>[] = [
  { of: 'name', title: '姓名', cell: ({ r }) => r.name },
  { of: 'unit', title: '选区（选举单位）', cell: ({ r }) => r.electoralUnit },
  { of: 'station', title: '家站', cell: ({ station }) => station },
  { of: 'area', title: '片区', cell: ({ r }) => r.area },
  { of: 'post', title: '单位及职务', cell: ({ r }) => r.position },
  { of: 'state', title: '任期', cell: ({ r }) => representativeStates[r.state] },
  { of: 'account', title: '账号', cell: ({ account }) => accountWords[account] },
  {
    of: 'note',
    title: '备注',
    cell: ({ r }) => (r.note === null ? null : withoutPhones(r.note)),
  },
]

/** The roster of a filter as a file. */
export async function representativesFile(
  context: Context,
  filter: RepresentativeFilter,
  extras: Pick<RosterExtras, 'accounts'>,
  actor: Actor,
): Promise<TableFile<Found>> {
  const found = await findRepresentatives(context, filter, extras, actor)
  return {
    name: '代表名册',
    table: 'representatives',
    columns,
    total: found.length,
    rows: inPieces(found),
  }
}
