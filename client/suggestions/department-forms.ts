import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay, untilWords } from '@mashang/shared/core/local-time.ts'
import {
  contactPhases,
  contactWays,
  type SuggestionAct,
  suggestionLimits,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { type ActForm, reason, words } from './act-form.ts'
import {
  classFields,
  contactFields,
  contactValues,
  lastContact,
  nextNumber,
  redeemFields,
  SIGNED_THEN,
  signedBy,
  takenOver,
} from './answer-fields.ts'
import { OWING } from './owing.ts'

/** What the steps of whoever handles it ask for. */
export const departmentForms: Partial<Record<SuggestionAct, ActForm>> = {
  receive: {
    button: '签收',
    main: true,
    fields: [],
    note: ({ returnUntil, serverTime }) =>
      returnUntil !== null && returnUntil >= serverTime
        ? `签收以后，${untilWords(Date.parse(returnUntil))} 前还可以申请退回。`
        : undefined,
  },
  object: {
    button: '申请退回',
    fields: [reason('为什么不归贵单位办')],
    note: '由代表工委定，不能直接转给别的单位。',
  },
  'drop-objection': {
    button: '不退了，接着办',
    fields: [],
    note: '收回退回申请，由贵单位接着办；期限照旧，代表工委会收到消息。',
  },
  contact: {
    button: '记一次沟通',
    sends: '记下',
    main: true,
    files: true,
    start: ({ contacts, answeredAt, round, state, serverTime }) => ({
      phase:
        // While it is made anew, the answer that counts is still to come.
        round > 0 && OWING.has(state)
          ? 'during'
          : answeredAt !== null
            ? 'after'
            : contacts.length === 0
              ? 'before'
              : 'during',
      on: isoOfDay(localDay(Date.parse(serverTime))),
    }),
    fields: [
      { key: 'phase', label: '什么时候', kind: 'choice', options: contactPhases },
      { key: 'way', label: '怎么沟通的', kind: 'choice', options: contactWays },
      { key: 'on', label: '哪一天', kind: 'day' },
      { key: 'people', label: '谁和代表谈的', kind: 'line', max: suggestionLimits.people },
      { key: 'inCharge', label: '单位负责人在场', kind: 'tick', optional: true },
      { key: 'text', label: '谈了什么', kind: 'line', max: suggestionLimits.reason },
    ],
  },
  opine: { button: '交会办意见', main: true, fields: [words('会办意见', '贵单位能做什么。')] },
  'ask-extension': { button: '申请延期', fields: [reason('为什么要延期')] },
  propose: {
    button: '拟答复',
    sends: '送签',
    main: true,
    files: true,
    fields: [
      words('答复', '先说结果，再说做了什么、还要做什么；称呼和“收悉”公文里自己带，不用写。'),
      ...classFields,
      ...contactFields,
    ],
    start: ({ sentBack, lastContact: last }) =>
      sentBack === null
        ? lastContact({ lastContact: last })
        : {
            ...contactValues(sentBack.contactPerson, sentBack.contactPhone),
            text: sentBack.text,
            class: sentBack.class,
            ...(sentBack.solved === null ? {} : { solved: sentBack.solved }),
            ...(sentBack.promisedFor === null ? {} : { promisedFor: sentBack.promisedFor }),
          },
    startFiles: ({ sentBack }) => sentBack?.files ?? [],
    note: ({ sentBack }) =>
      sentBack === null
        ? '拟好就送签，由单位负责人签发，代表才看得到。'
        : sentBack.from === null
          ? sentBack.reason && `退回修改的意见：${sentBack.reason}`
          : `${takenOver(sentBack.from)}拟好就送签，由单位负责人签发，代表才看得到。`,
  },
  sign: {
    button: '签发',
    main: true,
    start: nextNumber,
    fields: signedBy,
    note: ({ signsAs }) => `${signsAs === null ? '' : `以${signsAs}的名义签发。`}${SIGNED_THEN}`,
  },
  rework: { button: '退回重拟', fields: [reason('要改什么')] },
  redeem: {
    button: '按承诺再答复',
    files: true,
    start: (suggestion) => ({ ...nextNumber(suggestion), ...lastContact(suggestion) }),
    fields: (suggestion) => [...redeemFields, ...signedBy(suggestion)],
  },
}
