import type { voterApi } from '@mashang/shared/issues/voter.api.ts'
import { call } from '../core/call.ts'
import { type KeptReceipt, keepReceipts, keptReceipts } from './my-receipts.ts'
import { standingLine } from './receipt-words.ts'

/** Asks how all receipts of this phone stand, and keeps the answer. Throws CallFailure. */
export async function askStandings(): Promise<KeptReceipt[]> {
  const { items, serverTime: at } = await call<typeof voterApi.standings>(
    'POST',
    '/api/receipt-standings',
    {
      body: { receipts: keptReceipts().map(({ receipt }) => receipt) },
    },
  )
  const now = Date.parse(at)
  const found = new Map(items.map((item) => [item.receipt, item]))
  // Read once more: a filing may have come back meanwhile.
  const kept = keptReceipts().flatMap((one) => {
    const item = found.get(one.receipt)
    if (item === undefined) return [one]
    // What its voter erased is not to stay on the phone either.
    return item.erased ? [] : [{ ...one, last: { ...standingLine(item, now), at } }]
  })
  keepReceipts(kept)
  return kept
}
