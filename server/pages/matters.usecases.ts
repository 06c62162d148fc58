import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import { cleanLine } from '@mashang/shared/core/text.ts'
import { issueField } from '@mashang/shared/issues/keys.model.ts'
import type { MattersFilter } from '@mashang/shared/issues/published.model.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { z } from 'zod'
import { codeView } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { issueWords } from '../issues/dictionary.store.ts'
import { publishedOf } from '../issues/publication.store.ts'
import { publishedMatter } from '../issues/publication.views.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import type { PageSources } from './page-sender.ts'
import { basePage, behind, currentCode } from './pages.usecases.ts'

/** Matters on one page. */
const SIZE = 20
/** Whoever wants more than that searches. */
const LAST_PAGE = 500

/** What stands in the address. Whatever means nothing is passed over: an address may be old. */
export const mattersQuery = z.object({
  q: z.string().transform(cleanLine).pipe(z.string().max(40)).catch(''),
  field: issueField.nullable().catch(null),
  good: z
    .string()
    .optional()
    .transform((said) => said === '1'),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
})

/** Matters that voters agreed to show and the office released: those behind a code, or all. */
export async function mattersPage(
  context: Context,
  { facts, writtenInto }: Pick<PageSources, 'facts' | 'writtenInto'>,
  raw: string | undefined,
  filter: MattersFilter,
  elder: boolean,
): Promise<VoterPage> {
  const code =
    raw === undefined ? null : await codeView(context, await currentCode(context, raw), facts)
  const { items, total } = await publishedOf(
    context,
    code === null ? null : behind(code),
    SIZE,
    filter,
  )
  const suggestions = await writtenInto(items.map(({ id }) => id))
  const people = await representativesById(context)
  return {
    ...(await basePage(context, elder)),
    view: 'matters',
    from: code === null ? null : code.code,
    whose: code === null ? null : nameOf(code),
    filter,
    fields: (await issueWords(context)).fields,
    items: items.map((issue) => ({
      ...publishedMatter(issue),
      field: issue.field,
      representative: people.get(issue.representativeId)?.name ?? '',
      suggestions: suggestions.get(issue.id) ?? [],
    })),
    total,
    size: SIZE,
  }
}

const nameOf = ({ representative, station }: CodeView): string =>
  representative === null ? (station?.name ?? '') : `${representative.name}代表`
