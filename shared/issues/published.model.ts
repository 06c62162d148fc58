import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import type { IssueField } from './issues.words.ts'

/** A matter that its voter agreed to publish, without anything that names a person. */
export const publishedMatter = z
  .object({
    id,
    title: z.string(),
    filedAt: instant,
    respondedAt: instant,
    outcome: z.string(),
    good: z.boolean(),
  })
  .meta({ id: 'PublishedMatter' })
export type PublishedMatter = z.output<typeof publishedMatter>

/** The same among those of everybody. */
export interface PublicMatter extends PublishedMatter {
  field: IssueField
  representative: string
  /** The published suggestions that it was written into; mostly none. */
  suggestions: readonly PublicWay[]
}

/** Something that everybody may read, and where. */
export interface PublicWay {
  title: string
  to: string
}

/** What of the public matters somebody wants to see. */
export interface MattersFilter {
  q: string
  field: IssueField | null
  /** Only those whose voters say that it is solved. */
  good: boolean
  /** From 1. */
  page: number
}
