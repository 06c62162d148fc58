import { tellingOf } from '@mashang/shared/mediations/tellings.rules.ts'
import type { Matter, Seen } from '../core/matter.ts'
import { playMediations } from './mediations.demo.ts'
import { recordOf } from './mediations.record.ts'
import { findMediations, mediatorsOf } from './mediations.store.ts'
import { sightFor } from './mediations.views.ts'

/** What others may know of one: notices, messages, points, records. */
export const matter: Matter = {
  record: recordOf,
  demo: playMediations,
  seen: async (context, ids, actor) => {
    const asked = await mediatorsOf(context, ids)
    const found = new Map<string, Seen>()
    for (const record of await findMediations(context, ids))
      if (sightFor(record, asked.get(record.id) ?? [], actor) !== null)
        found.set(record.id, { title: record.title, number: null })
    return found
  },
  tell: async (context, fact, data, staff) => {
    const telling = tellingOf(fact.type)
    if (telling === null) return []
    const { kind, to } = telling
    const accountsOf = (id: string) => staff.byRepresentative.get(id) ?? []
    const joined = async () =>
      ((await mediatorsOf(context, [fact.subjectId])).get(fact.subjectId) ?? []).flatMap(
        ({ representativeId, answer }) => (answer === 'joined' ? accountsOf(representativeId) : []),
      )
    const accounts =
      to === 'office'
        ? staff.office
        : to === 'named'
          ? accountsOf(String(data.representativeId))
          : await joined()
    return accounts.map((accountId) => ({ accountId, kind, data: {} }))
  },
}
