/** A matter that its voter agreed to publish, without anything that names a person. */
export interface PublishedMatter {
  id: string
  title: string
  filedAt: string
  respondedAt: string
  outcome: string
  good: boolean
}
