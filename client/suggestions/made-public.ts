import { classWords, handlerParts } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { SuggestionView } from './suggestions.query.ts'

const withFiles = (words: string, files: readonly { name: string }[]): string =>
  files.length === 0 ? words : `${words}，附件：${files.map(({ name }) => name).join('、')}`

/**
 * What everybody will read once it is released, a line for each part: of each department that answers
 * the last letter that was signed, as the public page shows it.
 */
export function madePublic({
  lead,
  title,
  files,
  handlers,
  letters,
}: Pick<SuggestionView, 'lead' | 'title' | 'files' | 'handlers' | 'letters'>): string[] {
  const signed = letters.filter(({ signedAt }) => signedAt !== null)
  const main = handlers.filter(({ part }) => part !== 'co')
  const answers = (main.length > 0 ? main : handlers).flatMap(
    ({ id }) => signed.filter(({ department }) => department.id === id).at(-1) ?? [],
  )
  const names = handlers.map(({ name, part }) => `${name}（${handlerParts[part]}）`).join('、')
  return [
    withFiles(`《${title}》的全文`, files),
    ...answers.map((letter) =>
      withFiles(
        `${letter.department.name}的答复（${classWords(letter.class, letter.said)}）`,
        letter.files,
      ),
    ),
    `领衔：${lead.name}代表`,
    ...(names === '' ? [] : [`承办单位：${names}`]),
    '代表评价是满意、基本满意还是不满意，不带理由',
  ]
}
