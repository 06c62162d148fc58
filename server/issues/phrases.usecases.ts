import { Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { PhrasesView } from '@mashang/shared/issues/phrases.api.ts'
import { startingPhrases } from '@mashang/shared/issues/phrases.words.ts'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { phrasesTables } from './phrases.table.ts'

type Schema = ReturnType<typeof phrasesTables>
type PhrasesRecord = Schema['phrases']['$inferSelect']

const insertPhrases = insertInto(phrasesTables, 'phrases')

/** Guarded: of two phones that change them at once the second is told so. */
const updatePhrases = statement<Schema, PhrasesRecord & { wasRevision: number }>(
  phrasesTables,
  'update phrases',
  (b, t) =>
    b
      .update(t.phrases)
      .set({ list: value('list'), revision: value('revision') })
      .where(
        and(
          eq(t.phrases.district, value('district')),
          eq(t.phrases.accountId, value('accountId')),
          eq(t.phrases.revision, value('wasRevision')),
        ),
      ),
  { guarded: true },
)

/** Somebody's own phrases; the ready ones until they were changed. */
export async function phrasesOf(context: Context, actor: Actor): Promise<PhrasesView> {
  const { phrases } = context.db.tables(phrasesTables)
  const rows = await context.db.read
    .select()
    .from(phrases)
    .where(and(eq(phrases.district, context.district), eq(phrases.accountId, actor.accountId)))
  const [row] = rows
  return row === undefined
    ? { phrases: [...startingPhrases], revision: 0 }
    : { phrases: JSON.parse(row.list) as string[], revision: row.revision }
}

/** Keeps them all at once; one that is there twice is kept once. */
export async function savePhrases(
  context: Context,
  given: PhrasesView,
  actor: Actor,
): Promise<PhrasesView> {
  const phrases = [...new Set(given.phrases)]
  const row = {
    district: context.district,
    accountId: actor.accountId,
    list: JSON.stringify(phrases),
    revision: given.revision + 1,
  }
  const write =
    given.revision === 0
      ? insertPhrases(row)
      : updatePhrases({ ...row, wasRevision: given.revision })
  try {
    await context.db.commit(
      context.district,
      [write],
      [
        {
          at: context.clock.now(),
          type: 'account.phrases-saved',
          actor: { kind: 'account', id: actor.accountId },
          subject: { kind: 'account', id: actor.accountId },
          data: { count: phrases.length },
        },
      ],
    )
  } catch (error) {
    if (error instanceof Conflict || error instanceof AlreadyThere)
      throw new Failure(issueErrors.phrasesChanged)
    throw error
  }
  return { phrases, revision: row.revision }
}
