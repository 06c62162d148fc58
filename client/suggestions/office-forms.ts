import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay, untilWords } from '@mashang/shared/core/local-time.ts'
import {
  declineReasons,
  mediateWays,
  type SuggestionAct,
  settleWays,
  suggestionLimits,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { type ActField, type ActForm, reason, words } from './act-form.ts'
import { classFields } from './answer-fields.ts'
import { objectingIds } from './objecting.ts'
import type { SuggestionView } from './suggestions.query.ts'

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

/** What the steps of the office ask for; those that need a page or a list of their own are not here. */
export const officeForms: Partial<Record<SuggestionAct, ActForm>> = {
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
    sends: '记下',
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
  close: { button: '逾期未评，办结', fields: [] },
  mediate: {
    button: '记协调经过',
    sends: '记下',
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
  supervise: {
    button: '记督办',
    sends: '记下',
    start: ({ keyMark, serverTime }) => ({
      on: isoOfDay(localDay(Date.parse(serverTime))),
      ...(keyMark === null ? {} : { people: `${keyMark.post} ${keyMark.leader}` }),
    }),
    fields: [
      { key: 'on', label: '哪一天', kind: 'day' },
      { key: 'people', label: '谁督办的', kind: 'line', max: suggestionLimits.people },
      {
        key: 'text',
        label: '说了什么、定了什么',
        kind: 'line',
        max: suggestionLimits.reason,
        hint: '看了三个小区，要求 5 月底前装好',
      },
    ],
    note: '督办一次记一次，代表和承办单位看得到。',
  },
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
