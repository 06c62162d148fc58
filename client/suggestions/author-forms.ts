import {
  type SuggestionAct,
  suggestionLimits,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { type ActForm, reason } from './act-form.ts'
import {
  isAsked,
  isOnPaper,
  judgementSent,
  judgingButton,
  judgingFields,
  judgingNote,
  judgingStart,
} from './judging-form.ts'
import { withdrawNote } from './withdrawal-words.ts'

/** What the steps of whoever made it ask for. */
export const authorForms: Partial<Record<SuggestionAct, ActForm>> = {
  submit: {
    button: '提交',
    // Returned, it is changed first.
    main: ({ state }) => state !== 'returned',
    fields: [],
    note: ({ cosigners, unchanged }) =>
      (unchanged ? '还没有改，仍要提交吗？要改请先点“先不办”，再点“修改”。' : '') +
      (cosigners.length > 0 ? '提交后，附议代表先确认，再到代表工委。' : '提交后到代表工委审核。'),
  },
  confirm: { button: '同意附议', main: true, fields: [] },
  refuse: { button: '不附议', fields: [] },
  'send-on': {
    button: '不再等，先提交',
    sends: '确定先提交',
    fields: [],
    note: '还没回话的代表不再署名，已经同意的照旧；马上到代表工委。',
  },
  rate: {
    button: judgingButton,
    main: isAsked,
    start: judgingStart,
    files: isOnPaper,
    fields: judgingFields,
    sent: judgementSent,
    note: judgingNote,
  },
  accept: {
    button: '说说协调的结果',
    sends: '送出',
    main: true,
    fields: [
      {
        key: 'accepted',
        label: '代表工委协调的结果，您接受吗',
        kind: 'yes-no',
        options: { true: '接受', false: '不接受' },
      },
      {
        key: 'text',
        label: '要说的话（可以不写）',
        kind: 'line',
        max: suggestionLimits.reason,
        optional: true,
      },
    ],
    note: '只说一次。您写的话，代表工委、附议代表和承办单位看得到；接不接受，反映这件事的群众和公开页面上也看得到。建议已经办结，不再重办；满意度仍按您的评价算。',
  },
  withdraw: {
    button: ({ state }) => (state === 'draft' ? '删掉草稿' : '撤回'),
    fields: ({ state }) => (state === 'draft' ? [] : [reason('为什么撤回')]),
    note: (suggestion) =>
      suggestion.state === 'draft' ? '删了就没有了，附件也一起删掉。' : withdrawNote(suggestion),
    // Nobody else has seen it: there is nobody to give a reason to.
    sent: (said, { state }) => (state === 'draft' ? { reason: '删掉草稿' } : said),
  },
  'drop-withdrawal': {
    button: '不撤回了',
    fields: [],
    note: '建议照旧往下走；附议代表会收到消息，同意过的也作罢。',
  },
  agree: { button: '同意撤回', fields: [] },
  disagree: {
    button: '不同意撤回',
    fields: [{ ...reason('为什么不同意（可以不写）'), optional: true }],
    note: '您不同意，就不撤回了，建议照旧往下走；领衔代表和已经同意的附议代表会收到消息。',
  },
}
