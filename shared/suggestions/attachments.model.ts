import type { AttachmentType } from './attachments.words.ts'

/** A photo or PDF as a suggestion names it; its bytes lie in the file store. */
export interface Attachment {
  id: string
  name: string
  type: AttachmentType
  /** Bytes. */
  size: number
}
