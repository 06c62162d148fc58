import { described, type KindOfMatter } from '../matters/matters.words.ts'

export type MatterKind = 'issue' | KindOfMatter

/** Matters that can come out of each other. */
export const matterKinds = {
  issue: '群众反映',
  ...Object.fromEntries(described.map(([, { kind, name }]) => [kind, name])),
} as Readonly<Record<MatterKind, string>>

/** Matters of one chain that are looked at; more are no help to anybody. [default] */
export const MOST_IN_CHAIN = 60
