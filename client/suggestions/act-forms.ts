import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay, untilWords } from '@mashang/shared/core/local-time.ts'
import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import {
  type AnswerClass,
  answerClasses,
  type ClassWords,
  classWords,
  contactPhases,
  contactWays,
  declineReasons,
  mediateWays,
  type SuggestionAct,
  settleWays,
  solvedWays,
  suggestionLimits,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Values } from './filled.ts'
import {
  isAsked,
  isOnPaper,
  judgementSent,
  judgingButton,
  judgingFields,
  judgingNote,
  judgingStart,
} from './judging-form.ts'
import { objectingIds } from './objecting.ts'
import { OWING } from './owing.ts'
import type { SuggestionView } from './suggestions.query.ts'
import { withdrawNote } from './withdrawal-words.ts'

/** One field of a step. */
export interface ActField {
  key: string
  /** What a refusal calls it, where that is not its key. */
  path?: string
  label: string
  kind: 'line' | 'text' | 'choice' | 'day' | 'tick' | 'yes-no'
  hint?: string
  /** What stands there by itself, worked out and not known: it says so as long as nobody changes it. */
  proposed?: string
  max?: number
  options?: Readonly<Record<string, string>>
  optional?: true
  /** Has to be said all the same where one of these fields has this value. */
  unless?: { keys: readonly string[]; is: string }
  /** Shown only where another field has this value. */
  when?: { key: string; is: string | boolean }
}

export interface ActForm {
  /** What its button says. */
  button: string | ((suggestion: SuggestionView) => string)
  /** What follows, said before it is done. */
  note?: string | ((suggestion: SuggestionView) => string | undefined)
  fields: readonly ActField[] | ((suggestion: SuggestionView) => readonly ActField[])
  /** Everybody reads it then: what that is stands above its fields. */
  madePublic?: true
  /** What was said in the shape that is sent, where fields alone do not make it. */
  sent?: (said: Values, suggestion: SuggestionView) => object
  /** The step that is usually next. */
  main?: true | ((suggestion: SuggestionView) => boolean)
  /** Photos and PDFs may go with it. */
  files?: true | ((suggestion: SuggestionView) => boolean)
  /** Each time from the start: what was ticked was ticked of what there was then. */
  anew?: true
  /** What is usually meant, there to be changed. */
  start?: (suggestion: SuggestionView) => Values
  /** What is attached already, there to be taken away. */
  startFiles?: (suggestion: SuggestionView) => AttachmentView[]
}

const reason = (label: string, hint?: string): ActField => ({
  key: 'reason',
  label,
  kind: 'line',
  max: suggestionLimits.reason,
  ...(hint === undefined ? {} : { hint }),
})
const words = (label: string, hint: string): ActField => ({
  key: 'text',
  label,
  kind: 'text',
  hint,
  max: suggestionLimits.letter,
})
const classOptions = (classes: ClassWords): Record<string, string> =>
  Object.fromEntries(
    Object.entries(classes).map(([key, said]) => [key, classWords(key as AnswerClass, said)]),
  )
const classFields: readonly ActField[] = [
  {
    key: 'class',
    label: '解决程度',
    kind: 'choice',
    options: classOptions(answerClasses),
  },
  {
    key: 'promisedFor',
    label: '答应哪一天办成',
    kind: 'day',
    when: { key: 'class', is: 'B' },
    hint: '到这一天会提醒贵单位，请再答复一次。',
  },
  {
    key: 'solved',
    label: '办到哪一步（可以不选，选了会告诉群众）',
    kind: 'choice',
    options: solvedWays,
    when: { key: 'class', is: 'A' },
    optional: true,
  },
]
/** Whom to ask about a letter: in its 附注. */
const contactFields: readonly ActField[] = [
  {
    key: 'contactPerson',
    label: '联系人（印在答复函上，可以不写）',
    kind: 'line',
    max: suggestionLimits.people,
    optional: true,
  },
  {
    key: 'contactPhone',
    label: '联系电话（可以不写）',
    kind: 'line',
    max: suggestionLimits.people,
    hint: '0477-8581234',
    optional: true,
  },
]
/** As the department's last letter has it; there to be changed. */
export const lastContact = ({ lastContact: last }: Pick<SuggestionView, 'lastContact'>): Values =>
  contactValues(last?.person ?? null, last?.phone ?? null)
const contactValues = (person: string | null, phone: string | null): Values => ({
  ...(person === null ? {} : { contactPerson: person }),
  ...(phone === null ? {} : { contactPhone: phone }),
})

/** Where several wait, which of them is meant. */
const whichOf = (label: string, of: readonly (readonly [string, string])[]): ActField => ({
  key: 'department',
  label,
  kind: 'choice',
  options: Object.fromEntries(of),
})
/** Those for more time that wait for a word. */
const questions = (extensions: SuggestionView['extensions']): SuggestionView['extensions'] =>
  extensions.filter(({ granted, lapsed }) => granted === null && lapsed === null)
/** Said above a draft that another department has begun. */
export const takenOver = (from: string): string =>
  `原来的承办单位${from}拟过答复，没有签发，已经填在这里；可以接着改，也可以重写。`

/** Why others handle it, when and by whom that was decided. */
export const reassignFields: readonly ActField[] = [
  reason('为什么调整', '区政府定了由交通局主办'),
  { key: 'on', label: '哪一天定的', kind: 'day' },
  {
    key: 'decidedBy',
    label: '谁定的（可以不写）',
    kind: 'line',
    max: suggestionLimits.people,
    hint: '区政府常务会议',
    optional: true,
  },
]

/** The same fields with the classes as the district says them. */
export const inWordsOf = (fields: readonly ActField[], classes: ClassWords): readonly ActField[] =>
  fields.map((field) =>
    field.key === 'class' ? { ...field, options: classOptions(classes) } : field,
  )

const signer: ActField = {
  key: 'signer',
  label: '签发的负责人',
  kind: 'line',
  max: suggestionLimits.people,
  hint: '局长王建国',
}

const documentNumber: ActField = {
  key: 'document',
  label: '发文字号',
  kind: 'line',
  max: suggestionLimits.people,
  hint: '江建函〔2026〕12号',
}
/** The one after the last; there to be changed. */
const nextNumber = ({ nextDocument }: Pick<SuggestionView, 'nextDocument'>): Values =>
  nextDocument === null ? {} : { document: nextDocument }

/** The same fields, with the number that is proposed marked as such. */
export const withProposal = (
  fields: readonly ActField[],
  { nextDocument }: Pick<SuggestionView, 'nextDocument'>,
): readonly ActField[] =>
  nextDocument === null
    ? fields
    : fields.map((field) =>
        field.key === documentNumber.key ? { ...field, proposed: nextDocument } : field,
      )

/** Who signs as themselves is not asked who signs. */
const signedBy = (of: Pick<SuggestionView, 'signsAs' | 'nextDocument'>): readonly ActField[] =>
  withProposal(of.signsAs === null ? signedFields : [documentNumber], of)
/** What follows from a signature; asked at the desk and behind a one-time link alike. */
export const SIGNED_THEN = '签发后会告诉代表，请代表评价。'
/** Under which number, and by whom, where nobody is signed in. */
export const signedFields: readonly ActField[] = [documentNumber, signer]
export const redeemFields: readonly ActField[] = [
  words('再次答复', '答应的事办得怎样了。'),
  ...classFields,
  ...contactFields,
]

/** Another day than the list has is set with a reason. */
export const goOnFields: readonly ActField[] = [
  {
    key: 'dueOn',
    label: '另定答复期限（不填就照旧）',
    kind: 'day',
    optional: true,
    hint: '今天以后、六个月以内；另定的要写理由。',
  },
  { ...reason('另定期限的理由'), optional: true },
]

/** What each step asks for; those that need a page or a list of their own are not here. */
export const actForms: Partial<Record<SuggestionAct, ActForm>> = {
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
    fields: [],
    note: '还没回话的代表不再署名，已经同意的照旧；马上到代表工委。',
  },
  return: { button: '退回修改', fields: [reason('请代表改什么')] },
  decline: {
    button: '不予立案',
    fields: [
      { key: 'why', label: '依据', kind: 'choice', options: declineReasons },
      reason('写给代表的理由'),
    ],
  },
  unmerge: {
    button: '撤销并案',
    fields: [reason('写给代表的理由')],
    note: '这一件回到待审核，交办的期限重新算；只随它并过去的代表，在那一件里不再附议。',
  },
  resume: {
    button: '恢复审核',
    fields: [reason('写给代表的理由')],
    note: '收回不予立案的决定，这一件回到待审核，交办的期限重新算。',
  },
  'take-back': {
    button: '撤回代录',
    fields: [reason('写给代表的理由', '例如：录成了别的代表')],
    note: '只有录错了才撤回，编号不再用；代表和附议代表会收到消息。撤回以后可以照着重新录。',
  },
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
  'go-on': {
    button: '接着办',
    fields: goOnFields,
    note: ({ handlers, answerDueAt, serverTime }) =>
      handlers.some(({ part }) => part !== 'co')
        ? `交给表里的承办单位办，请它签收；${
            answerDueAt === null
              ? '答复期限从表里的交办日期算'
              : `答复期限照旧是 ${untilWords(Date.parse(answerDueAt))}${
                  answerDueAt < serverTime ? '，已经过了，可以另定一天' : ''
                }`
          }。`
        : '表里没有主办单位，先回到待审核，再交办；答复期限从交办那天算。',
  },
  'lay-by': {
    button: '取消接着办',
    fields: [reason('为什么不接着办')],
    note: '还没有单位签收、答复，可以取消；取消后仍作往年的存着，记作“没有答复”。',
  },
  retell: {
    button: '补记承诺结果',
    fields: ({ handlers }) => [
      ...(handlers.length > 1
        ? [
            {
              key: 'department',
              label: '哪个单位答应的',
              kind: 'choice' as const,
              options: Object.fromEntries(handlers.map(({ id, name }) => [id, name])),
            },
          ]
        : []),
      words('结果', '照来文或核实的情况写：答应的事办得怎样了。'),
      ...classFields,
    ],
    note: '承办单位在别处说明过、由代表工委补记的；单位自己能登录的，请它按承诺再答复。记下以后不能改，请先核对。',
  },
  reject: {
    button: '不同意退回',
    note: ({ objections: [first, ...more] }) =>
      first === undefined
        ? undefined
        : `这一条答复${first}${more.length === 0 ? '' : `；还有${more.join('、')}也申请了，接着答复`}。`,
    fields: [reason('理由')],
    // Whom the page says that it answers.
    sent: (said, suggestion) => ({ ...said, department: objectingIds(suggestion)[0] }),
  },
  contact: {
    button: '记一次沟通',
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
  waive: {
    button: '不等会办意见',
    fields: ({ waivable }) => [
      ...(waivable.length > 1
        ? [
            whichOf(
              '不等哪个单位的',
              waivable.map(({ id, name }) => [id, name]),
            ),
          ]
        : []),
      reason('为什么不等了', '催过几次，那边怎么说'),
    ],
    sent: (said, { waivable }) => ({ department: waivable[0]?.id, ...said }),
    note: ({ waivable }) =>
      `${waivable.map(({ name }) => name).join('、')}的会办意见过了期限。不等以后主办单位就能拟答复、签发，两边都会收到消息；答复签发以前交来的还收，逾期照旧记着。`,
  },
  'ask-extension': { button: '申请延期', fields: [reason('为什么要延期')] },
  'decide-extension': {
    button: '答复延期申请',
    fields: ({ extensions }) => [
      ...(questions(extensions).length > 1
        ? [
            whichOf(
              '答复哪个单位的',
              questions(extensions).map((one) => [
                one.departmentId,
                `${one.department}：${one.reason ?? ''}`,
              ]),
            ),
          ]
        : []),
      { key: 'granted', label: '同意延期吗', kind: 'yes-no' as const },
      { ...reason('说明'), optional: true as const },
    ],
    // Whose it is goes with it, so that nobody decides on another one's that came up meanwhile.
    sent: (said, { extensions }) => ({
      department: questions(extensions)[0]?.departmentId,
      ...said,
    }),
    note: '每个单位只能延期一次，分办的各延各的；同意后会告诉代表和这个承办单位。',
  },
  propose: {
    button: '拟答复',
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
  rate: {
    button: judgingButton,
    main: isAsked,
    start: judgingStart,
    files: isOnPaper,
    fields: judgingFields,
    sent: judgementSent,
    note: judgingNote,
  },
  close: { button: '逾期未评，办结', fields: [] },
  mediate: {
    button: '记协调经过',
    files: true,
    start: ({ serverTime }) => ({ on: isoOfDay(localDay(Date.parse(serverTime))) }),
    fields: [
      { key: 'way', label: '做了哪一样', kind: 'choice', options: mediateWays },
      { key: 'on', label: '哪一天', kind: 'day' },
      {
        key: 'text',
        label: '经过',
        kind: 'line',
        max: suggestionLimits.reason,
        hint: '和谁谈了、看了什么、下一步怎么办',
      },
    ],
    note: '做一次记一次，代表、附议代表和承办单位看得到；有了结果，再办“协调后办结”。',
  },
  settle: {
    button: '协调后办结',
    main: true,
    files: true,
    start: ({ serverTime }) => ({ on: isoOfDay(localDay(Date.parse(serverTime))) }),
    fields: [
      { key: 'way', label: '怎么协调的', kind: 'choice', options: settleWays },
      { key: 'on', label: '哪一天', kind: 'day' },
      {
        key: 'people',
        label: '谁参加了',
        kind: 'line',
        max: suggestionLimits.reason,
        hint: '赵主任、住建局王局长、李代表',
      },
      words('协调的结果', '做了什么，定了什么。'),
      {
        key: 'promisedFor',
        label: '商定哪一天前办成（没有商定就空着）',
        kind: 'day',
        optional: true,
      },
    ],
    note: ({ published }) =>
      `记下以后办结，告诉代表、附议代表和承办单位，再请代表说一次接不接受；不接受也记在案里，不再重办，满意度仍按代表的评价算。商定了日子的，到那天请承办单位再答复一次，以前答应的日子不再算。${
        published ? '这一件公开着，协调的结果再公开一次才看得到。' : ''
      }`,
  },
  accept: {
    button: '说说协调的结果',
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
  redeem: {
    button: '按承诺再答复',
    files: true,
    start: (suggestion) => ({ ...nextNumber(suggestion), ...lastContact(suggestion) }),
    fields: (suggestion) => [...redeemFields, ...signedBy(suggestion)],
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
  publish: {
    button: '公开',
    anew: true,
    madePublic: true,
    start: ({ unwilling, tellsNumbers, tellsDoors }) => ({
      toCheck: unwilling > 0 || tellsNumbers || tellsDoors,
    }),
    fields: [
      {
        key: 'evenSo',
        label: '核对过了：没有群众的原话，也没有谁的姓名、私人电话、身份证号和住址',
        kind: 'tick',
        when: { key: 'toCheck', is: true },
      },
    ],
    note: ({ unwilling, tellsNumbers, tellsDoors }) =>
      `建议、到现在为止的答复和协调的结果会放到公开页面上；以后新有的要再公开一次。${
        unwilling > 0 ? `写进这件建议的群众反映里，${unwilling} 件的群众不同意公开，请先核对。` : ''
      }${tellsNumbers ? '标题、正文、答复或附件的名字里有像电话或身份证号的数字，公开以后谁都看得到，请先核对。' : ''}${
        tellsDoors
          ? '标题、正文、答复或附件的名字里有像门牌的话（几号楼、几单元、几室）：群众反映的，门牌不公开，请先核对。'
          : ''
      }`,
  },
  unpublish: {
    button: '撤下公开',
    fields: [reason('为什么撤下')],
    note: '公开页面上马上看不到；理由写在说明里，代表和承办单位看得到。',
  },
  'mark-key': {
    button: '列为重点督办',
    fields: [
      { key: 'leader', label: '督办的领导', kind: 'line', max: suggestionLimits.people },
      {
        key: 'post',
        label: '职务',
        kind: 'line',
        max: suggestionLimits.people,
        hint: '区人大常委会副主任',
      },
      reason('为什么重点督办'),
    ],
    note: '代表和承办单位都会收到消息；列表和各项比率可以单独看重点督办的。',
  },
  'unmark-key': { button: '取消重点督办', fields: [reason('为什么取消')] },
  'mark-excellent': {
    button: '评为优秀建议',
    fields: [reason('为什么评为优秀')],
    note: '代表和承办单位都会收到消息；公开的建议，公开页面上会写明是优秀建议，不写理由。',
  },
  'unmark-excellent': {
    button: '撤销优秀建议',
    fields: [reason('为什么撤销')],
    note: '代表和承办单位会收到消息，加过的分不再计。',
  },
  'mark-secret': {
    button: '标为不公开',
    fields: [reason('为什么不能公开')],
    note: '不会放到公开页面上，已经公开的马上撤下；交办单、答复函、表格和档案里都会注明不公开。',
  },
  'unmark-secret': { button: '取消不公开', fields: [reason('为什么可以公开了')] },
}

/** What the button of a step says on this suggestion. */
export const buttonOf = (act: SuggestionAct, suggestion: SuggestionView): string => {
  const said = actForms[act]?.button
  return typeof said === 'function' ? said(suggestion) : (said ?? '')
}

export const isMain = (act: SuggestionAct, suggestion: SuggestionView): boolean => {
  const said = actForms[act]?.main
  return typeof said === 'function' ? said(suggestion) : said === true
}

/** What a step asks for of this suggestion. */
export const fieldsOf = (form: ActForm, suggestion: SuggestionView): readonly ActField[] =>
  typeof form.fields === 'function' ? form.fields(suggestion) : form.fields
/** What a step asks for whatever it is of; nothing where that depends. */
export const plainFieldsOf = (act: SuggestionAct): readonly ActField[] => {
  const fields = actForms[act]?.fields
  return fields === undefined || typeof fields === 'function' ? [] : fields
}
