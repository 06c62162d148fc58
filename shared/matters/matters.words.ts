import { matters } from './index.words.ts'
import type { MatterFact, MatterNotice, MatterWords } from './matter.words.ts'

type Matters = typeof matters
/** The folder that a kind has in every layer; also the tag of its endpoints. */
export type MatterFolder = keyof Matters
export type KindOfMatter = Matters[MatterFolder]['kind']
export type MatterNoticeKind = {
  [F in MatterFolder]: keyof Matters[F]['notices']
}[MatterFolder]
/** The kinds that people choose to hear of by themselves, and those with a part of the ledger. */
export type TopicOfMatter = {
  [F in MatterFolder]: Matters[F] extends { topic: string } ? F : never
}[MatterFolder]
export type LedgerGroupOfMatter = {
  [F in MatterFolder]: Matters[F]['ledger'] extends { group: string } ? never : F
}[MatterFolder]
/** The kinds of which something can score. */
export type ScoredFolder = {
  [F in MatterFolder]: Matters[F] extends { points: object } ? F : never
}[MatterFolder]
/** What can score, what takes that back, and the sections of a record, of all of them. */
export type FactOfMatter = {
  [F in MatterFolder]: Matters[F] extends { points: { facts: infer Facts } } ? keyof Facts : never
}[MatterFolder]
export type VoidOfMatter = {
  [F in MatterFolder]: Matters[F] extends { points: { voids: infer Voids } } ? keyof Voids : never
}[MatterFolder]
export type SectionOfMatter = {
  [F in MatterFolder]: Matters[F] extends { record: infer Sections } ? keyof Sections : never
}[MatterFolder]

/** Every kind of matter beside the voters' own, by its folder. */
export const described = Object.entries<MatterWords>(matters) as [MatterFolder, MatterWords][]

export const kindsOfMatter = described.map(([, { kind }]) => kind as KindOfMatter)

const notices = new Map<string, { folder: MatterFolder; words: MatterWords; notice: MatterNotice }>(
  described.flatMap(([folder, words]) =>
    Object.entries(words.notices).map(
      ([kind, notice]) => [kind, { folder, words, notice }] as const,
    ),
  ),
)

/** A notice by its kind, with the matter that describes it; undefined: it is of no such matter. */
export const matterNotice = (kind: string) => notices.get(kind)

const pages: Readonly<Record<string, string>> = {
  issue: '/issues/',
  ...Object.fromEntries(described.map(([, { kind, page }]) => [kind, page])),
}

/** Where a matter of this kind is opened in every app, its id to follow; null: it has no page. */
export const pageOf = (kind: string): string | null => pages[kind] ?? null

const all = described.map(([, words]) => words)

export const factsOfMatters: Readonly<Record<FactOfMatter, MatterFact>> = Object.assign(
  {},
  ...all.map(({ points }) => points?.facts),
)
export const voidsOfMatters: Readonly<
  Record<VoidOfMatter, { words: string; takesBack: readonly FactOfMatter[] }>
> = Object.assign({}, ...all.map(({ points }) => points?.voids))
export const onceOfMatters = all.flatMap(
  ({ points }) => points?.once ?? [],
) as readonly (readonly FactOfMatter[])[]
export const sectionsOfMatters: Readonly<Record<SectionOfMatter, string>> = Object.assign(
  {},
  ...all.map(({ record }) => record),
)
