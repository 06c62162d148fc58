import type { IssueField } from './issues.words.ts'

/** A matter that its voter agreed to publish, without anything that names a person. */
export interface PublishedMatter {
  id: string
  title: string
  filedAt: string
  respondedAt: string
  outcome: string
  good: boolean
}

/** The same among those of everybody. */
export interface PublicMatter extends PublishedMatter {
  field: IssueField
  representative: string
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
