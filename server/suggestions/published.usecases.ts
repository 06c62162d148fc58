import { toIso } from '@mashang/shared/core/clock.ts'
import { lettersInForce } from '@mashang/shared/suggestions/answers.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { and, count, desc, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { issuesBehindEach } from './origins.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { namesOf } from './suggestions.views.ts'

type Query = z.output<NonNullable<typeof suggestionsApi.published.query>>

/** What the office released: the words and the answers, the newest first. */
export async function publishedSuggestions(
  context: Context,
  { page, size }: Query,
): Promise<z.input<NonNullable<typeof suggestionsApi.published.reply>>> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const names = await namesOf(context)
  const where = and(eq(s.district, context.district), isNotNull(s.publishedAt))
  const [total] = await context.db.read.select({ n: count() }).from(s).where(where)
  const rows = await context.db.read
    .select()
    .from(s)
    .where(where)
    .orderBy(desc(s.publishedAt), desc(s.id))
    .limit(size)
    .offset((page - 1) * size)
  const origins = await issuesBehindEach(
    context,
    rows.map(({ id }) => id),
  )
  return {
    items: rows.map((record) => ({
      id: record.id,
      number: names.number(record) ?? '',
      title: record.title,
      text: record.matter.text,
      files: [...(record.matter.files ?? [])],
      lead: `${names.representative(record.representativeId)}代表`,
      origins: origins.get(record.id)?.length ?? 0,
      answeredAt: toIso(record.answeredAt ?? record.createdAt),
      // What was signed later waits for another release.
      letters: lettersInForce(record.matter, record.publishedAt ?? 0).map((letter) => ({
        department: names.department(letter.departmentId),
        text: letter.text,
        files: [...(letter.files ?? [])],
        class: letter.class,
        said: letter.said ?? null,
        at: toIso(letter.signedAt ?? letter.proposedAt),
      })),
    })),
    total: total?.n ?? 0,
    page,
    size,
  }
}
