import { createHash } from 'node:crypto'
import { type ErrorKind, Failure } from '@mashang/shared/core/errors.ts'
import { departmentErrors } from '@mashang/shared/departments/departments.errors.ts'
import type { departmentMergingApi } from '@mashang/shared/departments/merging.api.ts'
import {
  afterMerger,
  isOfBoth,
  type Merger,
  names,
  standsInTheWay,
} from '@mashang/shared/suggestions/department-mergers.rules.ts'
import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { aliasWrites } from '../departments/aliases.usecases.ts'
import {
  type DepartmentRecord,
  departmentsEver,
  stillStands,
} from '../departments/departments.store.ts'
import {
  belongingsOf,
  mergeDepartment,
  moveAccounts,
  moveAliases,
  moveClocks,
  moveDocument,
  moveLinks,
} from './department-merging.store.ts'
import { standAgain } from './imports.store.ts'
import { type SuggestionRecord, saveSuggestion } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { byAccount } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'
import { columnsOf, partyWrites } from './suggestions.writes.ts'

type Merging = z.input<NonNullable<typeof departmentMergingApi.look.reply>>

const keyOf = ({ year, mark, number }: { year: number; mark: string; number: number }): string =>
  `${mark} ${year} ${number}`

async function pairOf(
  context: Context,
  { from, into }: Merger,
): Promise<{ from: DepartmentRecord; into: DepartmentRecord }> {
  const wrongInto = (kind: ErrorKind): Failure =>
    new Failure(kind, { fields: [{ path: 'into', message: kind.title }] })
  const ever = await departmentsEver(context)
  const [one, other] = [from, into].map((id) => ever.find((each) => each.id === id))
  if (one === undefined) throw new Failure(departmentErrors.notFound)
  if (from === into) throw wrongInto(departmentErrors.mergeSelf)
  if (other === undefined) throw wrongInto(departmentErrors.intoUnknown)
  if (one.mergedInto !== null || other.mergedInto !== null)
    throw new Failure(departmentErrors.merged)
  return { from: one, into: other }
}

async function look(context: Context, merger: Merger) {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const { from, into } = await pairOf(context, merger)
  const had = await belongingsOf(context, merger.from, context.clock.now())
  const theirs = await belongingsOf(context, merger.into, context.clock.now())
  // In one order always: what was looked at is known again by it.
  const all = await context.db.read
    .select()
    .from(s)
    .where(eq(s.district, context.district))
    .orderBy(asc(s.id))
  const owing = new Set(had.owing.map(({ suggestionId }) => suggestionId))
  const named = all.filter(({ matter }) => names(matter, merger.from))
  const stopped = named.flatMap((record) => {
    const why = standsInTheWay(record.matter, merger, owing.has(record.id))
    return why === null ? [] : [{ record, why }]
  })
  const both = named.filter(({ matter }) => isOfBoth(matter, merger))
  const moves = named.filter((record) => !both.includes(record))
  const taken = new Set(theirs.documents.map(keyOf))
  // Of a number that both have given, each keeps its own: it is given to nobody any more anyway.
  const documents = had.documents.filter((one) => !taken.has(keyOf(one)))
  return { from, into, had, stopped, both, moves, documents }
}
type Looked = Awaited<ReturnType<typeof look>>

const fingerprintOf = ({ from, into, had, moves, both, documents }: Looked): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        [from.id, from.name, into.id, into.name],
        [...moves, ...both].map(({ id, revision }) => [id, revision]),
        had.accounts,
        had.links,
        documents,
      ]),
    )
    .digest('base64url')

async function viewOf(context: Context, looked: Looked): Promise<Merging> {
  const words = await namesOf(context)
  const { moves, had } = looked
  // What it had once and others have now only says its name.
  const own = moves.filter(({ matter }) =>
    matter.handlers.some(({ departmentId }) => departmentId === looked.from.id),
  )
  const ended = ({ matter }: SuggestionRecord): boolean => matter.endedAt !== null
  return {
    from: looked.from.name,
    into: looked.into.name,
    open: own.filter((one) => !ended(one)).length,
    closed: own.filter(ended).length,
    accounts: had.accounts.length,
    links: had.links.length,
    documents: looked.documents.length,
    both: looked.both.length,
    stopped: looked.stopped.map(({ record, why }) => ({
      id: record.id,
      number: words.number(record) ?? '',
      title: record.title,
      why,
    })),
    fingerprint: fingerprintOf(looked),
  }
}

export const showMerging = async (context: Context, merger: Merger): Promise<Merging> =>
  await viewOf(context, await look(context, merger))

/** One suggestion goes on under the other department, with whatever hangs on it. */
function moved(record: SuggestionRecord, merger: Merger): Write[] {
  const { district, id } = record
  const matter = afterMerger(record.matter, merger)
  const revision = record.revision + 1
  const one = { ...merger, district, suggestionId: id }
  return [
    saveSuggestion({
      ...columnsOf(matter),
      district,
      id,
      answerDueAt: record.answerDueAt,
      year: record.year,
      number: record.number,
      revision,
      wasRevision: record.revision,
    }),
    ...partyWrites(district, id, matter),
    moveClocks(one),
    moveLinks(one),
    // What a list left stands there as before: it can still be taken back.
    standAgain({ district, suggestionId: id, revision, wasRevision: record.revision }),
  ]
}

/**
 * 并入: what names one department names the other from now on, all of it in one commit. The row of the
 * merged one stays for the ledger, which names it; lists that say its name mean the other one.
 */
export async function mergeDepartments(
  context: Context,
  merger: Merger,
  { reason, fingerprint }: { reason: string; fingerprint: string },
  actor: Actor,
): Promise<Merging> {
  const looked = await look(context, merger)
  if (looked.stopped.length > 0) throw new Failure(departmentErrors.mergeStopped)
  if (fingerprintOf(looked) !== fingerprint) throw new Failure(departmentErrors.mergeChanged)
  const view = await viewOf(context, looked)
  const { district } = context
  const said = { at: context.clock.now(), actor: byAccount(actor) }
  const both = { district, ...merger }
  const called = aliasWrites(
    context,
    [{ departmentId: merger.into, name: looked.from.name, importId: null }],
    said,
  )
  try {
    await context.db.commit(
      district,
      [
        mergeDepartment({
          ...both,
          mergedAt: said.at,
          mergeReason: reason,
          parties: looked.had.parties.length,
        }),
        stillStands({ district, id: merger.into }),
        ...looked.moves.flatMap((record) => moved(record, merger)),
        ...looked.documents.map((one) => moveDocument({ ...both, ...one })),
        moveAccounts(both),
        moveAliases(both),
        ...called.writes,
      ],
      [
        {
          ...said,
          type: 'department.merged',
          subject: { kind: 'department', id: merger.from },
          data: {
            into: merger.into,
            open: view.open,
            closed: view.closed,
            accounts: view.accounts,
          },
        },
        ...called.facts,
      ],
    )
  } catch (error) {
    if (error instanceof Conflict || error instanceof AlreadyThere)
      throw new Failure(departmentErrors.mergeChanged, { cause: error })
    throw error
  }
  return view
}
