import { paramsOf } from '@mashang/scripts/support/endpoints.ts'
import { declared } from './declared.ts'
import type { Things } from './world.ts'

/** Which kind of thing a parameter of a path means, by how the path begins; the first that fits. */
const KINDS: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  ...declared.flatMap(({ paths }) => paths),
  [/receipts\/:receipt/, { receipt: 'receipt', id: 'photo' }],
  [/issues\/:issueId\/photos/, { issueId: 'issue', id: 'photo' }],
  [/issues\/:id/, { id: 'issue' }],
  [/codes\/:code/, { code: 'code' }],
  [/holds/, { id: 'hold' }],
  [/contact-exports/, { id: 'contactExport' }],
  [/sheet-alarms/, { id: 'alarm' }],
  [/sheet-reports/, { id: 'report' }],
  [/sheet-selections/, { id: 'selection' }],
  [/sheet-templates/, { id: 'template' }],
  [/sheets/, { id: 'sheet', photo: 'sheetPhoto' }],
  [/poster-batches/, { id: 'batch' }],
  [
    /records/,
    {
      id: 'representative',
      copy: 'copy',
      paper: 'paper',
      remark: 'remark',
      reward: 'reward',
    },
  ],
  [/points\/appeals/, { id: 'appeal' }],
  [/points\/closings/, { id: 'closing' }],
  [/points\/representatives/, { id: 'representative', entry: 'entry' }],
  [/roster\/stations|stations\/:id\/duties/, { id: 'station' }],
  [/representatives/, { id: 'representative' }],
  [/rosters/, { id: 'roster' }],
  [/\/duties\/:id/, { id: 'duty' }],
  [/accounts\/:id/, { id: 'account' }],
  [/delivery-endpoints/, { id: 'endpoint' }],
  [/departments/, { id: 'department' }],
  [/leaves/, { id: 'leave' }],
  [/lineage\/:kind/, { id: 'issue' }],
  [/notices/, { id: 'notice' }],
  [/trusted-devices/, { id: 'device' }],
  [/views/, { id: 'view' }],
  [/wall-links/, { id: 'wallLink' }],
]

/** Parameters that are no thing of anybody's. */
const FIXED: Readonly<Record<string, string>> = {
  kind: 'issue',
  alias: '01890000-0000-7000-8000-000000000000',
  version: '1',
  id: '01890000-0000-7000-8000-000000000000',
  ticket: '01890000-0000-7000-8000-000000000000',
}

/** What a path needs to lead to these things; null: they have nothing that it could lead to. */
export function leadingTo(path: string, things: Things): Record<string, string> | null {
  const names = paramsOf(path)
  const [, kinds] = KINDS.find(([pattern]) => pattern.test(path)) ?? []
  const values: Record<string, string> = {}
  for (const name of names) {
    const kind = kinds?.[name]
    const fixed = path.includes('/letters/') && name === 'kind' ? 'answer' : FIXED[name]
    const value = kind === undefined ? fixed : things[kind]
    if (value === undefined) return null
    values[name] = value
  }
  return values
}

/** Whether a path leads to something that belongs to somebody. */
export const leadsSomewhere = (path: string): boolean => {
  const [, kinds] = KINDS.find(([pattern]) => pattern.test(path)) ?? []
  return paramsOf(path).some((name) => kinds?.[name] !== undefined)
}
