/** What may be attached to a draft, a talk or an answer. */
export const attachmentTypes = { 'image/jpeg': '照片', 'application/pdf': 'PDF' } as const
export type AttachmentType = keyof typeof attachmentTypes

/** Of one file, in bytes. */
export const ATTACHMENT_BYTES = 20 * 1024 * 1024
/** In one place. */
export const ATTACHMENTS = 9
