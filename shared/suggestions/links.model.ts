import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { contactEntry, documentNumber, letterText, linkedStep } from './commands.model.ts'
import { linkTasks } from './links.words.ts'
import { answerClass, attachment, extensionView, suggestionView } from './suggestions.model.ts'

/** What a department without an account sees behind its one-time link. */
export const linkedSuggestion = z
  .object({
    number: z.string().nullable(),
    title: z.string(),
    text: z.string(),
    secret: z.boolean().meta({ description: '不公开' }),
    files: z.array(attachment),
    lead: z.string(),
    department: z.string(),
    task: z
      .enum(Object.keys(linkTasks) as [keyof typeof linkTasks, ...(keyof typeof linkTasks)[]])
      .meta({ description: '要办的：答复、会办意见，或者按承诺再答复' }),
    promise: z.object({ text: z.string(), until: instant, agreed: z.boolean() }).nullable().meta({
      description: '再答复时：当时的答复和答应的日子；agreed：代表工委协调的结果和商定的日子',
    }),
    classes: suggestionView.shape.classes,
    key: z.boolean().meta({ description: '重点督办' }),
    dueAt: instant.nullable().meta({ description: '这个单位要在什么时候以前办；null：还算不出' }),
    earliestAt: instant.nullable().meta({ description: '还算不出的，最早到什么时候' }),
    again: z
      .object({ reason: z.string().nullable(), letter: z.string() })
      .nullable()
      .meta({ description: '重办时：代表为什么不满意，上一次怎么答复的' }),
    received: z.boolean(),
    talked: z.boolean().meta({ description: '答复前该有的沟通已经记下' }),
    objected: z.boolean().meta({ description: '已申请退回，等代表工委定' }),
    contacts: suggestionView.shape.contacts.meta({ description: '这个单位记的沟通' }),
    extension: extensionView.nullable().meta({ description: '这个单位的延期申请' }),
    draft: suggestionView.shape.sentBack,
    withdrawing: suggestionView.shape.withdrawing,
    can: z.array(z.enum(['object', 'drop-objection', 'ask-extension', 'contact'])),
    waitsFor: z.array(z.string()).meta({ description: '意见还没有到的会办单位，到齐后才能答复' }),
    opinions: z.array(z.object({ department: z.string(), text: z.string() })),
    nextDocument: suggestionView.shape.nextDocument,
    lastContact: suggestionView.shape.lastContact,
    expiresAt: instant,
    heldSince: instant
      .nullable()
      .meta({ description: '从什么时候起在这台设备上办；null：还没有在哪台设备上办' }),
    serverTime: instant,
  })
  .meta({ id: 'LinkedSuggestion' })
export type LinkedSuggestion = z.output<typeof linkedSuggestion>

export const linkToken = z.string().min(1).max(100)
export const linkOpening = z.strictObject({ token: linkToken })
export const linkFile = z.strictObject({ token: linkToken, file: id })

/** By which another device takes over. */
export const relayCode = z
  .object({
    code: z.string().meta({ description: '6 个不会认错的字母、数字，只显示这一次' }),
    until: instant.meta({ description: '到什么时候有效；只能用一次' }),
    serverTime: instant,
  })
  .meta({ id: 'RelayCode' })
export type RelayCode = z.output<typeof relayCode>
export const linkMove = z
  .strictObject({
    token: linkToken,
    code: z
      .string()
      .trim()
      .min(1, '请填写接力码。')
      .max(40, '接力码是 6 个字母、数字，请核对是不是填错了地方。'),
  })
  .meta({ id: 'LinkMove' })

/** One step before the answer; the link stays good. */
export const linkStep = z
  .strictObject({ token: linkToken, step: linkedStep })
  .meta({ id: 'LinkStep' })
export type LinkStep = z.output<typeof linkStep>

/**
 * All in one form: the talk, the letter, who signed, with files that this link was sent. A co-handler
 * sends its opinion only; on the promised day there is no talk.
 */
export const linkAnswer = z
  .strictObject({
    token: linkToken,
    contact: z.strictObject(contactEntry).optional(),
    letter: z.strictObject(letterText).optional(),
    opinion: letterText.text.optional(),
    signer: z
      .string()
      .trim()
      .min(1, '请填写签发的负责人。')
      .max(60)
      .optional()
      .meta({ description: '签发答复的负责人；会办意见不用签发' }),
    document: documentNumber,
  })
  .meta({ id: 'LinkAnswer' })
export type LinkAnswer = z.output<typeof linkAnswer>

/**
 * What was sent by a link, for whoever sent it to keep. It comes with the answer to the sending and
 * is never told again: the link is used.
 */
const linkCopy = z
  .object({
    number: z.string().nullable(),
    title: z.string(),
    secret: z.boolean(),
    lead: z.string(),
    department: z.string(),
    at: instant,
    text: z.string().meta({ description: '答复的全文，或会办意见' }),
    class: answerClass.nullable().meta({ description: 'null：会办意见没有' }),
    said: z.string().nullable(),
    solved: suggestionView.shape.letters.element.shape.solved,
    promisedFor: instant.nullable(),
    document: z.string().nullable().meta({ description: '发文字号' }),
    signer: z.string().nullable(),
    files: z.array(z.string()).meta({ description: '一起送出的附件叫什么' }),
    letter: z
      .object({ name: z.string(), pdf: z.base64() })
      .nullable()
      .meta({ description: '答复函的 PDF；null：会办意见没有公文，或者这一次没有排出来' }),
  })
  .meta({ id: 'LinkCopy' })
export type LinkCopy = z.output<typeof linkCopy>

export const linkAnswered = z.object({
  number: z.string().nullable(),
  answered: z.boolean().meta({ description: '该答复的单位都答复了' }),
  copy: linkCopy.meta({ description: '送出的全文，只在这里给一次' }),
})
