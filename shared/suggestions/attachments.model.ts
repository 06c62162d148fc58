import type { AttachmentType } from './attachments.words.ts'

/** A photo or PDF as a suggestion names it; its bytes lie in the file store. */
export interface Attachment {
  id: string
  name: string
  type: AttachmentType
  /** Bytes. */
  size: number
}

/** Who has sent a file: a party, or whoever holds a one-time link. */
export interface FileOwner {
  kind: 'office' | 'representative' | 'department' | 'link'
  id: string
}
