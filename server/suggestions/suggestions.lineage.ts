import { saidOf } from '@mashang/shared/suggestions/answers.rules.ts'
import { maySee, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import { stateForVoters } from '@mashang/shared/suggestions/voters.words.ts'
import { limitedTo } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Describe, Described, Onlooker } from '../core/matter.ts'
import { publicPageOf } from './published.usecases.ts'
import type { Names } from './suggestions.rows.ts'
import { type SuggestionRecord, withMatter } from './suggestions.store.ts'
import { partyOf } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** To whoever has no part in it: what is public of it, else whose it is and how far. */
function fromOutside(record: SuggestionRecord, names: Names, publicPage: string | null): Described {
  const published = record.publishedAt !== null
  const lead = `${names.representative(record.representativeId)}代表`
  return {
    title: published ? record.title : `${lead}写的建议`,
    note: stateForVoters(record.state, record.class, saidOf(record.matter)),
    to: published ? publicPage : null,
    open: false,
  }
}

/** Who somebody is to suggestions as far as pages of these let them; null: they stand outside. */
function insider(onlooker: Onlooker): Party | null {
  if (onlooker.kind === 'department') return { kind: 'department', id: onlooker.departmentId }
  return onlooker.kind !== 'account' || limitedTo(onlooker.actor) !== null
    ? null
    : partyOf(onlooker.actor)
}

/** What suggestions are in a chain. One that was never sent is its lead's alone. */
export const describeSuggestions =
  (context: Context): Describe =>
  async (ids, onlooker) => {
    const names = await namesOf(context)
    const who = insider(onlooker)
    const said = new Map<string, Described>()
    for (const record of await withMatter(
      context,
      ids.map((id) => ({ id })),
    )) {
      if (who !== null && maySee(record.matter, who)) {
        const note = [suggestionStates[record.state], names.number(record)].filter(Boolean)
        // By a link there is no way to any other page.
        const to = onlooker.kind === 'account' ? `/suggestions/${record.id}` : null
        said.set(record.id, { title: record.title, note: note.join(' · '), to, open: true })
      } else if (onlooker.kind === 'public') {
        // Nobody learns from there which there are that are not public.
        if (record.publishedAt !== null)
          said.set(record.id, {
            ...fromOutside(record, names, publicPageOf(record.id)),
            open: true,
          })
      } else if (record.submittedAt !== null) {
        const page = onlooker.kind === 'voter' ? publicPageOf(record.id) : null
        said.set(record.id, fromOutside(record, names, page))
      }
    }
    return said
  }
