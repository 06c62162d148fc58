import { z } from 'zod'
import { id, line, NO_SUCH_ACT, optionalLine, text } from '../core/schema.ts'
import { ATTACHMENTS } from './attachments.words.ts'
import {
  answerClasses,
  contactPhases,
  contactWays,
  declineReasons,
  handlerParts,
  suggestionLimits as limits,
  mediateWays,
  satisfactions,
  settleWays,
  solvedWays,
  suggestionClocks,
} from './suggestions.words.ts'

const keysOf = <T extends Record<string, string>>(words: T, error: string) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]], { error })

const day = z.iso.date({ error: '请选日子。' })
const reason = line(limits.reason, '理由')
const optionalReason = optionalLine(limits.reason, '理由')
const bare = <T extends string>(act: T) => z.strictObject({ act: z.literal(act) })
const answerClass = keysOf(answerClasses, '请选解决程度：A、B 或 C。')
const satisfaction = (what: string) => keysOf(satisfactions, `请选对${what}是否满意。`)
/** Whoever signs as themselves need not say it. */
export const signer = optionalLine(limits.people, '签发的负责人').meta({
  description: '签发的负责人；签发人自己的账号不用写，写了也按账号的姓名和职务',
})
/** A rule says what it looks like, and that it must be there. */
export const documentNumber = optionalLine(limits.people, '发文字号').meta({
  description: '答复函的发文字号，如 江建函〔2026〕12号；签发时必填',
})
const judgement = {
  attitude: satisfaction('办理态度'),
  result: satisfaction('办理结果'),
  reason: optionalReason,
}
const files = z
  .array(id)
  .max(ATTACHMENTS, `附件最多 ${ATTACHMENTS} 个。`)
  .optional()
  .meta({ description: '附件；先传好，这里写它们的 id' })

const rate = z
  .strictObject({
    act: z.literal('rate'),
    attitude: judgement.attitude.optional(),
    result: judgement.result.optional(),
    reason: optionalReason,
    paper: z
      .strictObject({
        of: id.meta({ description: '谁的意见表' }),
        signedOn: day.meta({ description: '表上签的日子' }),
      })
      .optional()
      .meta({ description: '代表工委按纸质意见表代录；代表在任时，代表工委只能这样评' }),
    files,
    apart: z
      .array(z.strictObject({ department: id, ...judgement }))
      .min(2)
      .max(limits.handlers)
      .optional()
      .meta({ description: '分办的，每个单位的答复各评各的；这时不写总的态度和结果' }),
  })
  .superRefine(({ attitude, result, reason, apart, paper, files }, { addIssue }) => {
    if (paper === undefined && files !== undefined && files.length > 0)
      addIssue({
        code: 'custom',
        path: ['files'],
        message: '附件只和代录的纸质意见表一起交，自己评价请去掉附件。',
      })
    const whole = { attitude, result, reason }
    for (const key of ['attitude', 'result'] as const)
      if (apart === undefined && whole[key] === undefined)
        addIssue({
          code: 'custom',
          path: [key],
          message: `请选对${key === 'attitude' ? '办理态度' : '办理结果'}是否满意。`,
        })
    for (const key of ['attitude', 'result', 'reason'] as const)
      if (apart !== undefined && whole[key] !== undefined)
        addIssue({ code: 'custom', path: [key], message: '各评各的时候，不再写总的评价。' })
  })

/** What a representative writes. */
export const suggestionText = {
  title: line(limits.title, '标题'),
  text: text(limits.text, '建议的内容'),
  secret: z.boolean({ error: '请选择这件建议能不能公开。' }).meta({ description: '不公开' }),
  attendee: line(limits.people, '列席人员')
    .optional()
    .meta({ description: '由列席人员提出、代表采纳的：他的姓名' }),
  cosigners: z
    .array(id)
    .max(limits.cosigners, `附议代表最多 ${limits.cosigners} 位。`)
    .meta({ description: '请谁附议' }),
  files,
}

export const contactEntry = {
  phase: keysOf(contactPhases, '请选是办理前、办理中还是答复后。'),
  way: keysOf(contactWays, '请选是怎么沟通的。'),
  on: day.meta({ description: '哪一天' }),
  people: line(limits.people, '谁和代表谈的'),
  inCharge: z.boolean().default(false).meta({ description: '单位负责人在场' }),
  text: text(limits.reason, '谈了什么'),
  files,
}

/** One that is noted. */
const whichContact = {
  department: id.meta({ description: '哪个单位记的' }),
  nth: z.int().min(1).meta({ description: '它记的第几次，从 1 数' }),
}

export const letterText = {
  text: text(limits.letter, '答复'),
  class: answerClass,
  promisedFor: day.optional().meta({ description: 'B 类：答应哪一天办成' }),
  solved: keysOf(solvedWays, '请选是已经解决，还是今年内能解决。')
    .optional()
    .meta({ description: 'A 类：已经解决，还是今年内能解决；不写：没有说' }),
  contactPerson: optionalLine(limits.people, '联系人').meta({
    description: '答复函附注里的联系人；不写就不印',
  }),
  contactPhone: optionalLine(limits.people, '电话')
    .refine((said) => said === undefined || /\d{5}/.test(said.replace(/\D/gu, '')), {
      error: '电话里要有号码，请写全，如 0000-1234567。',
    })
    .meta({ description: '答复函附注里联系人的电话；不写就不印' }),
  files,
}

/** One lead with co-handlers, or several that answer apart; which, a rule decides. */
export const handlers = {
  lead: id.optional().meta({ description: '主办' }),
  co: z.array(id).max(limits.handlers).default([]).meta({ description: '会办' }),
  separate: z.array(id).max(limits.handlers).default([]).meta({ description: '分办' }),
}

/** What a list of an earlier year says no answer of goes on. */
export const goingOn = {
  dueOn: day.optional().meta({
    description: '另定的答复期限，到那天为止；不写：照表里的，表里没有就从交办日期算',
  }),
  reason: optionalReason.meta({ description: '为什么另定期限；另定时必填' }),
}

const object = z.strictObject({ act: z.literal('object'), reason })
const dropObjection = bare('drop-objection')
const askExtension = z.strictObject({ act: z.literal('ask-extension'), reason })
const contact = z.strictObject({ act: z.literal('contact'), ...contactEntry })
/** What a department may also do by a one-time link before it answers. */
export const linkedStep = z.discriminatedUnion('act', [
  object,
  dropObjection,
  askExtension,
  contact,
])

/** Everything that can be done to one suggestion, each with what it needs. */
export const suggestionCommand = z
  .discriminatedUnion(
    'act',
    [
      z.strictObject({ act: z.literal('edit'), ...suggestionText }),
      bare('submit'),
      bare('confirm'),
      bare('send-on'),
      z.strictObject({ act: z.literal('refuse'), reason: optionalReason }),
      z.strictObject({ act: z.literal('return'), reason }),
      z.strictObject({
        act: z.literal('decline'),
        why: keysOf(declineReasons, '请选不予立案的依据。'),
        reason,
      }),
      z.strictObject({
        act: z.literal('merge'),
        into: id,
        reason: line(limits.reason, '并入另一件的理由').meta({
          description: '为什么并在一起办；代表看得到',
        }),
      }),
      z.strictObject({ act: z.literal('unmerge'), reason }),
      z.strictObject({ act: z.literal('resume'), reason }),
      z.strictObject({
        act: z.literal('assign'),
        ...handlers,
        objecting: z.array(id).max(limits.handlers).optional().meta({
          description:
            '重新交办的人看到的、申请了退回的单位；和现在的不一样，就是刚刚有了变化。不写：不核对',
        }),
      }),
      z.strictObject({
        act: z.literal('reassign'),
        ...handlers,
        reason: optionalReason.meta({ description: '为什么调整；有单位签收以后必填' }),
        on: day.optional().meta({ description: '哪一天定的，不能在今天以后；不写：今天' }),
        decidedBy: optionalLine(limits.people, '谁定的').meta({
          description: '谁定的，如 区政府常务会议',
        }),
        was: z
          .array(z.strictObject({ id, part: keysOf(handlerParts, '请写是主办、会办还是分办。') }))
          .max(limits.handlers)
          .optional()
          .meta({ description: '调整的人看到的承办单位；和现在的不一样，就是有人先调整了' }),
      }),
      z.strictObject({ act: z.literal('go-on'), ...goingOn }),
      z.strictObject({ act: z.literal('lay-by'), reason }),
      bare('receive'),
      object,
      dropObjection,
      z.strictObject({
        act: z.literal('reject'),
        reason,
        department: id.optional().meta({
          description: '答复哪个单位的退回申请：先申请的先答复；不写：现在轮到的那个',
        }),
      }),
      contact,
      z.strictObject({
        act: z.literal('dispute'),
        ...whichContact,
        never: z
          .boolean({ error: '请选是没有这次沟通，还是和实际有出入。' })
          .meta({ description: 'true：没有这次沟通；false：有，和实际有出入' }),
        text: optionalLine(limits.reason, '实际是怎样的'),
      }),
      z.strictObject({
        act: z.literal('weigh'),
        ...whichContact,
        stands: z.boolean({ error: '请选这次沟通算数还是不算数。' }),
        reason,
      }),
      z.strictObject({ act: z.literal('opine'), text: text(limits.letter, '会办意见') }),
      askExtension,
      z.strictObject({
        act: z.literal('decide-extension'),
        granted: z.boolean({ error: '请选同意还是不同意。' }),
        department: id.optional().meta({ description: '哪个单位申请的；只有一个时不用写' }),
        reason: optionalReason,
      }),
      z.strictObject({
        act: z.literal('waive'),
        department: id.meta({ description: '不再等哪个会办单位的意见' }),
        reason: line(limits.reason, '为什么不等了'),
      }),
      z.strictObject({ act: z.literal('propose'), ...letterText }),
      z.strictObject({ act: z.literal('rework'), reason }),
      z.strictObject({ act: z.literal('sign'), signer, document: documentNumber }),
      rate,
      bare('close'),
      z.strictObject({
        act: z.literal('mediate'),
        way: keysOf(mediateWays, '请选做了哪一样。'),
        on: day.meta({ description: '哪一天；不能在今天以后' }),
        text: line(limits.reason, '经过'),
        files,
      }),
      z.strictObject({
        act: z.literal('settle'),
        way: keysOf(settleWays, '请选是怎么协调的。'),
        on: day.meta({ description: '哪一天协调的；不能在今天以后' }),
        people: line(limits.reason, '谁参加了'),
        text: text(limits.letter, '协调的结果'),
        promisedFor: day.optional().meta({ description: '商定哪一天前办成；没有商定就不写' }),
        files,
      }),
      z.strictObject({
        act: z.literal('accept'),
        accepted: z.boolean({ error: '请选接受还是不接受。' }),
        text: optionalLine(limits.reason, '要说的话'),
      }),
      z.strictObject({
        act: z.literal('disown'),
        text: optionalLine(limits.reason, '怎么回事'),
      }),
      z.strictObject({
        act: z.literal('verify'),
        of: id.meta({ description: '谁说的' }),
        theirs: z
          .boolean({ error: '请选是不是他的。' })
          .meta({ description: 'true：是他提的、他签的；false：不是' }),
        reason,
      }),
      z.strictObject({ act: z.literal('take-back'), reason }),
      z.strictObject({
        act: z.literal('redeem'),
        ...letterText,
        signer,
        document: documentNumber,
      }),
      z.strictObject({
        act: z.literal('retell'),
        text: letterText.text,
        class: letterText.class,
        promisedFor: letterText.promisedFor,
        solved: letterText.solved,
        department: id.optional().meta({ description: '哪个单位答应的；只有一个时不用写' }),
      }),
      z.strictObject({ act: z.literal('withdraw'), reason }),
      bare('drop-withdrawal'),
      bare('agree'),
      z.strictObject({ act: z.literal('disagree'), reason: optionalReason }),
      z.strictObject({
        act: z.literal('publish'),
        evenSo: z.boolean().optional().meta({
          description:
            '有群众不同意公开，或者标题、正文、答复、附件的名字里有像电话、身份证号的数字或者门牌的：都核对过，没有他们的原话和个人信息，数字、门牌可以公开',
        }),
      }),
      z.strictObject({ act: z.literal('unpublish'), reason }),
      z.strictObject({
        act: z.literal('mark-key'),
        leader: line(limits.people, '督办的领导'),
        post: line(limits.people, '领导的职务'),
        reason,
      }),
      z.strictObject({ act: z.literal('unmark-key'), reason }),
      z.strictObject({
        act: z.literal('supervise'),
        on: day.meta({ description: '哪一天督办的；不能在今天以后' }),
        people: line(limits.people, '谁督办的'),
        text: line(limits.reason, '说了什么、定了什么'),
      }),
      z.strictObject({ act: z.literal('mark-excellent'), reason }),
      z.strictObject({ act: z.literal('unmark-excellent'), reason }),
      z.strictObject({ act: z.literal('mark-secret'), reason }),
      z.strictObject({ act: z.literal('unmark-secret'), reason }),
      z.strictObject({
        act: z.literal('remind'),
        clock: keysOf(suggestionClocks, '请选催哪一项。'),
        owner: id.meta({ description: '催谁：承办单位或代表' }),
        text: optionalLine(limits.reason, '催办的话'),
      }),
    ],
    { error: NO_SUCH_ACT },
  )
  .meta({ id: 'SuggestionCommand' })
export type SuggestionCommand = z.output<typeof suggestionCommand>
export type CommandOf<A extends SuggestionCommand['act']> = Extract<SuggestionCommand, { act: A }>
