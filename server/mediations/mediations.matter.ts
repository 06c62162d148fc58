import { mayTakePart, whyNotWritten } from '@mashang/shared/mediations/decide.rules.ts'
import { mediationStates } from '@mashang/shared/mediations/mediations.words.ts'
import { tellingOf } from '@mashang/shared/mediations/tellings.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Described, ScoredMatter, Seen } from '../core/matter.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { playMediations } from './mediations.demo.ts'
import { recordOf } from './mediations.record.ts'
import { findMediations, type MediationRecord, mediatorsOf } from './mediations.store.ts'
import { ownOf, type Sight, sightFor } from './mediations.views.ts'
import { mediatorsNow } from './serving.store.ts'

/** Some of them in other words, by their ids. */
const each = async <T>(
  context: Context,
  ids: readonly string[],
  words: (record: MediationRecord) => T,
): Promise<Map<string, T>> =>
  new Map((await findMediations(context, ids)).map((record) => [record.id, words(record)]))

/** Those among some that somebody has a part in. */
async function seenBy(context: Context, ids: readonly string[], actor: Actor): Promise<Sight[]> {
  const records = await findMediations(context, ids)
  const asked = await mediatorsNow(context, records)
  return records.flatMap((record) => sightFor(record, asked.get(record.id) ?? [], actor) ?? [])
}

function seenAs({ record, part, own }: Sight): Seen {
  const notYet = whyNotWritten(record, { part, own: ownOf(own) })
  return { title: record.title, number: null, ...(notYet === null ? {} : { notYet }) }
}

/** To whoever has no part in it: that there is one, not what it is about. */
const foreign: Described = {
  title: '一件诉前调解',
  note: '内容只给参加的人看',
  to: null,
  open: false,
}

const fromInside = ({ id, title, state }: MediationRecord): Described => ({
  title,
  note: mediationStates[state],
  to: `/mediations/${id}`,
  open: true,
})

/** What others may know of one: notices, messages, points, records, chains. */
export const matter: ScoredMatter = {
  record: recordOf,
  demo: playMediations,
  // Whoever looks at a point of one has no part in it by that: the kind is all they read.
  titles: (context, ids) => each(context, ids, () => foreign.title),
  named: (context, ids) => each(context, ids, ({ title }) => `《${title}》`),
  seen: async (context, ids, actor) =>
    new Map((await seenBy(context, ids, actor)).map((sight) => [sight.record.id, seenAs(sight)])),
  tell: async (context, fact, data, staff) => {
    const telling = tellingOf(fact.type, data)
    if (telling === null) return []
    const { kind, to } = telling
    const accountsOf = (id: string) => staff.byRepresentative.get(id) ?? []
    const joined = async () =>
      ((await mediatorsOf(context, [fact.subjectId])).get(fact.subjectId) ?? []).flatMap(
        ({ representativeId, answer }) => (answer === 'joined' ? accountsOf(representativeId) : []),
      )
    /** Of one that has ended nobody has looked who left office since. */
    const mediating = async () => {
      const people = await representativesById(context)
      const own = (
        (await mediatorsOf(context, [fact.subjectId])).get(fact.subjectId) ?? []
      ).flatMap(({ representativeId, answer }) =>
        answer === 'joined' && people.get(representativeId)?.state === 'serving'
          ? accountsOf(representativeId)
          : [],
      )
      return own.length > 0 ? own : staff.office
    }
    const accounts =
      to === 'office'
        ? staff.office
        : to === 'named'
          ? accountsOf(String(data.representativeId))
          : to === 'joined'
            ? await joined()
            : await mediating()
    return accounts.map((accountId) => ({ accountId, kind, data: {} }))
  },
  standing: async (context, ids) => {
    const asked = await mediatorsOf(context, ids)
    return await each(context, ids, ({ id, state, dueAt }) => {
      const mediators = (asked.get(id) ?? []).filter(({ answer }) => mayTakePart(answer))
      const joined = mediators.filter(({ answer }) => answer === 'joined')
      return {
        number: '诉前调解',
        // Until both sides agree the clock is the office's.
        dueOf: (own) =>
          state === 'mediating' && joined.some((one) => own.includes(one.representativeId))
            ? dueAt
            : null,
        running: state !== 'ended',
        owners: mediators.map(({ representativeId }) => representativeId),
      }
    })
  },
  describe: (context) => async (ids, onlooker) => {
    // Nobody learns from a public page that there is one.
    if (onlooker.kind === 'public') return new Map()
    const seen = onlooker.kind === 'account' ? await seenBy(context, ids, onlooker.actor) : []
    const open = new Set(seen.map(({ record }) => record.id))
    return await each(context, ids, (record) =>
      open.has(record.id) ? fromInside(record) : foreign,
    )
  },
}
