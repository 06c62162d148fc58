import { toIso } from '@mashang/shared/core/clock.ts'
import type { byHandApi } from '@mashang/shared/roster/by-hand.api.ts'
import { representativeFieldWords, stationFieldWords } from '@mashang/shared/roster/roster.words.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'

type History = z.input<NonNullable<typeof byHandApi.person.reply>>['history']

const events: Readonly<Record<string, string>> = {
  added: '新增',
  changed: '改了',
  left: '离任',
  returned: '恢复任职',
  'portrait-set': '换了照片',
}
const fieldWords: Readonly<Record<string, string>> = {
  ...stationFieldWords,
  ...representativeFieldWords,
  state: '任期',
  leftOn: '离任的日子',
}

/** What happened to a person or a station, newest first; the ledger knows which fields, not their words. */
export async function historyOf(context: Context, id: string): Promise<History> {
  const facts = (await factsOf(context, id)).filter(({ type }) =>
    /^(representative|station)\./.test(type),
  )
  const names = await accountNames(
    context,
    facts.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])),
  )
  return facts
    .map((fact) => {
      const event = fact.type.replace(/^\w+\./, '')
      const { fields, rosterId } = JSON.parse(fact.data) as { fields?: string; rosterId?: string }
      const what = (fields ?? '')
        .split(' ')
        .flatMap((field) => fieldWords[field] ?? [])
        .join('、')
      const way = rosterId === undefined || rosterId === BY_HAND ? '' : '（花名册）'
      return {
        at: toIso(fact.at),
        words: `${events[event] ?? event}${what === '' ? '' : `：${what}`}${way}`,
        by: fact.actorId === null ? '系统' : (names.get(fact.actorId) ?? '已删的账号'),
      }
    })
    .reverse()
}

/** In the place of a file's id in the facts of what was typed. */
export const BY_HAND = 'by-hand'
