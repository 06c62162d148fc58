import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { documentNumberIn, nextDocument } from '@mashang/shared/suggestions/documents.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { and, desc, eq, max } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { insertInto, type Write } from '../core/db/statement.ts'
import { suggestionsTables } from './suggestions.table.ts'

const insertDocument = insertInto(suggestionsTables, 'suggestionDocuments')

/**
 * The numbers that were given between two moments of a suggestion: of each letter that was signed
 * between them, also where an earlier letter has the same one. A signed letter is never changed.
 */
export function documentWrites(
  district: string,
  suggestionId: string,
  before: Matter,
  after: Matter,
): Write[] {
  const had = new Set(before.letters)
  return after.letters.flatMap((letter) => {
    const { departmentId, document, signedAt } = letter
    const read = document === undefined ? null : documentNumberIn(document)
    return read === null || signedAt === null || had.has(letter)
      ? []
      : [insertDocument({ district, departmentId, ...read, suggestionId, at: signedAt })]
  })
}

/** Tells whoever signs that the number of the letter was given before. */
export async function numberedOnce<T>(commit: Promise<T>): Promise<T> {
  try {
    return await commit
  } catch (error) {
    if (!(error instanceof AlreadyThere) || !error.constraint.includes('suggestion_documents'))
      throw error
    const { documentTaken } = suggestionErrors
    throw new Failure(documentTaken, {
      cause: error,
      fields: [{ path: 'document', message: documentTaken.title }],
    })
  }
}

/** What a department would number its next letter; null: it has numbered none yet. */
export async function nextDocumentOf(
  context: Context,
  departmentId: string,
): Promise<string | null> {
  const { suggestionDocuments: d } = context.db.tables(suggestionsTables)
  const own = and(eq(d.district, context.district), eq(d.departmentId, departmentId))
  const [last] = await context.db.read
    .select({ mark: d.mark })
    .from(d)
    .where(own)
    .orderBy(desc(d.at), desc(d.number))
    .limit(1)
  if (last === undefined) return null
  const { year } = localParts(context.clock.now())
  const [highest] = await context.db.read
    .select({ number: max(d.number) })
    .from(d)
    .where(and(own, eq(d.year, year), eq(d.mark, last.mark)))
  return nextDocument(last, year, highest?.number ?? 0)
}

/** Whom a department named in its last letter, for the next one; null: nobody. */
export async function lastContactOf(
  context: Context,
  departmentId: string,
): Promise<{ person: string | null; phone: string | null } | null> {
  const { suggestionDocuments: d, suggestions: s } = context.db.tables(suggestionsTables)
  const [last] = await context.db.read
    .select({ matter: s.matter })
    .from(d)
    .innerJoin(s, and(eq(s.district, d.district), eq(s.id, d.suggestionId)))
    .where(and(eq(d.district, context.district), eq(d.departmentId, departmentId)))
    .orderBy(desc(d.at), desc(d.number))
    .limit(1)
  const letter = last?.matter.letters.findLast(
    (one) => one.departmentId === departmentId && one.signedAt !== null,
  )
  const { contactPerson: person = null, contactPhone: phone = null } = letter ?? {}
  return person === null && phone === null ? null : { person, phone }
}
