import { lettersIssued, letterWanted } from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { letterOf as wordsOf } from '@mashang/shared/suggestions/letters.rules.ts'
import type { LetterKind } from '@mashang/shared/suggestions/letters.words.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { departmentNames, here, START } from './deciding.ts'
import { matters } from './matters.ts'

/** Letters of matters that were decided by the rules alone, for tests of what the letters say. */
export const LATER = Date.parse('2026-03-11T02:00:00Z')
export const names = {
  number: '石建〔2026〕1号',
  office: '代表工委',
  representative: (id: string) => (id === 'li' ? '李婺' : id),
  department: (id: string) => departmentNames[id] ?? '',
  dueAt: Date.parse('2026-06-02T16:00:00Z') as number | null,
}
const { answered } = matters
export const letterOf = (matter: Matter, kind: LetterKind, of = names, key?: string) =>
  wordsOf(here(matter), letterWanted(here(matter), kind, { key }), of)
export const issued = (matter: Matter, kind: LetterKind) =>
  lettersIssued(here(matter), kind).map(({ key }) => letterOf(matter, kind, names, key))
/** As answers were before departments gave their own numbers, and as lists of earlier years have them. */
export const unnumbered = (of: Matter): Matter => ({
  ...of,
  letters: of.letters.map(({ document: _, ...letter }) => letter),
})
/** As it was assigned before a handler kept the days of its 交办单. */
export const termless = (of: Matter): Matter => ({
  ...of,
  handlers: of.handlers.map(({ terms: _, ...handler }) => handler),
})
/** The days that a 交办单 names. */
export const daysOf = (matter: Matter, nth = 0): (readonly string[])[] | undefined =>
  issued(matter, 'assignment')[nth]?.table?.rows.map(({ cells }) => cells.map(({ text }) => text))
export const two: Matter = {
  ...answered,
  handlers: answered.handlers.map((one) => ({ ...one, part: 'separate' as const })),
  letters: answered.letters.flatMap((one) => [
    one,
    {
      ...one,
      departmentId: 'police',
      departmentName: '公安局',
      signedAt: START + 86_400_000,
      document: '公函〔2026〕7号',
      signer: null,
      class: 'B',
      said: '正在解决，或列入计划',
      promisedFor: Date.parse('2026-12-31T16:00:00Z'),
    },
  ]),
}
