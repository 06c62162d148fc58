/** What may be attached to a draft, a talk or an answer. */
export const attachmentTypes = { 'image/jpeg': '照片', 'application/pdf': 'PDF' } as const
export type AttachmentType = keyof typeof attachmentTypes

/** Of one file, in bytes. */
export const ATTACHMENT_BYTES = 20 * 1024 * 1024
export const TOO_LARGE = '超过 20 MB，请换小一点的，或拆开再传。'
/** In one place. */
export const ATTACHMENTS = 9
