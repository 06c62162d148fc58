import type { MatterNotice } from '../matters/matter.words.ts'

export const suggestionTasks = {
  submitted: '新来一件代表建议，请审核',
  objected: '承办单位申请退回，请代表工委定',
  extension: '承办单位申请延期，请代表工委定',
  dispute: '代表说没有记下的这次沟通，请代表工委核定',
  disowned: '代表说代录的建议不是自己的，请代表工委核对',
  mediation: '重办后代表仍不满意，请代表工委协调',
  feedback: '代表都离任了，请代表工委代为评价',
  corrected: '代录的评价，代表自己改了，请看一看',
  forward: '承办单位没有账号，请代表工委转告，或把一次性链接发给它',
  over: '承办单位没有账号，请代表工委转告：这一件不用再办',
} as const
export type SuggestionTask = keyof typeof suggestionTasks

/** What people are told of a suggestion. */
export const suggestionNotices = {
  /** For those who wrote it. */
  'suggestion.cosign': {
    headline: '有代表请您附议一件建议',
    step: '请您附议一件建议',
    icon: 'inbox',
  },
  'suggestion.entered': {
    headline: '代表工委代录了您纸上交的建议，请核对',
    step: '代录了您纸上交的建议，请核对',
    icon: 'inbox',
  },
  'suggestion.entered-joint': {
    headline: '代表工委代录了您签名附议的建议，请核对',
    step: '代录了您签名附议的建议，请核对',
    icon: 'inbox',
  },
  'suggestion.entry-verified': {
    headline: '代录的建议有人说不是自己的，代表工委核对过了',
    step: '代录的建议核对过了，请看一看',
  },
  'suggestion.entry-taken-back': {
    headline: '代录的建议撤回了，页面上写着理由',
    step: '代录的建议撤回了',
  },
  'suggestion.refused': { headline: '有代表没有附议您的建议', step: '有代表没有附议' },
  'suggestion.withdrawal': { headline: '领衔代表要撤回，请您定', step: '领衔代表要撤回，请您定' },
  'suggestion.withdrawal-dropped': {
    headline: '领衔代表不撤回了，建议照旧往下走',
    step: '领衔代表不撤回了，照旧往下走',
  },
  'suggestion.withdrawal-refused': {
    headline: '有附议代表不同意撤回，建议照旧往下走',
    step: '有附议代表不同意撤回，照旧往下走',
  },
  'suggestion.returned': { headline: '代表工委请您修改后再交', step: '建议退回来了，请修改再交' },
  'suggestion.declined': { headline: '建议没有立案，请看理由', step: '建议没有立案，请看理由' },
  'suggestion.merged': {
    headline: '建议并入另一件一起办了，请看理由',
    step: '建议并入另一件一起办了，请看理由',
  },
  'suggestion.unmerged': {
    headline: '并案撤销了，建议重新单独审核',
    step: '并案撤销了，重新单独审核',
  },
  'suggestion.resumed': {
    headline: '不予立案的决定收回了，建议恢复审核',
    step: '建议恢复审核了',
  },
  'suggestion.assigned': { headline: '建议交办了', step: '建议交办了' },
  'suggestion.goes-on': {
    headline: '您往年没有得到答复的建议接着办了',
    step: '往年的建议接着办了',
    tasks: { many: '您往年没有得到答复的建议接着办了' },
  },
  'suggestion.goes-not-on': {
    headline: '您往年的那一件又不接着办了，页面上写着理由',
    step: '往年的建议又不接着办了',
  },
  'suggestion.handlers-changed': {
    headline: '承办单位有调整，页面上写着理由',
    step: '承办单位有调整',
  },
  'suggestion.answered': { headline: '建议有了答复，请您评价', step: '建议有了答复，请评价' },
  'suggestion.rated-for': {
    headline: '按您的纸质意见表代录了评价，请核对',
    step: '代录了您的评价，请核对',
  },
  'suggestion.settled-asked': {
    headline: '代表工委协调过了，请说说接不接受',
    step: '代表工委协调过了，请说说接不接受',
    icon: 'inbox',
  },
  'suggestion.extended': { headline: '答复延期了', step: '答复延期了' },
  'suggestion.promise-due': {
    headline: '答应的日子到了，已请承办单位再答复',
    step: '答应的日子到了，等再答复',
  },
  'suggestion.retold': {
    headline: '往年承诺的结果补记了，可以再评一次',
    step: '补记了承诺的结果',
  },
  'suggestion.redeemed': {
    headline: '承办单位按承诺再次答复了，可以再评一次',
    step: '按承诺再次答复了',
  },
  /** For everybody in it. */
  'suggestion.mediating': {
    headline: '代表工委记了协调的经过，请看一看',
    step: '记了协调的经过',
  },
  'suggestion.settled': { headline: '代表工委协调好了，建议办结', step: '协调好了，建议办结' },
  'suggestion.settled-word': {
    headline: '代表对协调的结果有话了，请看一看',
    step: '代表对协调的结果有话了',
  },
  'suggestion.closed': { headline: '评价期限过了，建议办结', step: '评价期限过了，建议办结' },
  /** Between those of a department. */
  'suggestion.to-sign': {
    headline: '有件答复等您签发',
    step: '答复拟好了，等您签发',
    icon: 'inbox',
  },
  'suggestion.sent-back': {
    headline: '签发人退回了答复，请修改再送签',
    step: '答复退回来了，请修改再送签',
  },
  /** For those who handle it. */
  'suggestion.arrived': {
    headline: '交办来一件代表建议，请签收',
    step: '新交办一件建议，请签收',
    icon: 'inbox',
  },
  'suggestion.went-on': {
    headline: '往年没有答复的一件建议接着办，请签收',
    step: '往年的一件建议接着办，请签收',
    icon: 'inbox',
    tasks: { many: '往年没有答复的建议接着办，请在“代表建议”里逐件签收' },
  },
  'suggestion.laid-by': {
    headline: '往年的那一件不接着办了，不用再办',
    step: '不接着办了，不用再办',
  },
  'suggestion.taken': {
    headline: '代表工委改交别的单位，不用再办',
    step: '改交别的单位了，不用再办',
  },
  /** data.task says from which part to which. */
  'suggestion.part-changed': {
    headline: '承办单位调整了，贵单位的分工变了',
    step: '承办单位调整了，贵单位的分工变了',
    icon: 'inbox',
    tasks: {
      'lead-co': '承办单位调整了：贵单位由主办改为会办',
      'lead-separate': '承办单位调整了：贵单位由主办改为分办',
      'co-lead': '承办单位调整了：贵单位由会办改为主办',
      'co-separate': '承办单位调整了：贵单位由会办改为分办',
      'separate-lead': '承办单位调整了：贵单位由分办改为主办',
      'separate-co': '承办单位调整了：贵单位由分办改为会办',
    },
  },
  'suggestion.rejected': {
    headline: '代表工委没有同意退回，请接着办',
    step: '没有同意退回，请接着办',
  },
  'suggestion.extension-granted': { headline: '代表工委同意延期', step: '同意延期' },
  'suggestion.extension-refused': {
    headline: '代表工委没有同意延期，请按期答复',
    step: '没有同意延期，请按期答复',
  },
  'suggestion.waived': {
    headline: '代表工委定了：过期没有交的会办意见不等了',
    step: '过期的会办意见不等了',
  },
  'suggestion.disputed': {
    headline: '代表对一次沟通有异议，请看一看',
    step: '代表对一次沟通有异议',
  },
  'suggestion.weighed': {
    headline: '代表工委核定了有异议的沟通',
    step: '核定了有异议的沟通',
  },
  'suggestion.redo': { headline: '代表不满意，请重办一次', step: '代表不满意，请重办' },
  'suggestion.rated': { headline: '代表作了评价，办结了', step: '代表作了评价' },
  'suggestion.promise-asked': {
    headline: '答应的日子到了，请再答复一次',
    step: '答应的日子到了，请再答复',
    icon: 'clock',
  },
  /** For everybody in it. */
  'suggestion.reminded': {
    headline: '代表工委催了一下，请尽快办',
    step: '催了一下，请尽快办',
    icon: 'bell',
    tasks: {
      inspection: '督查室催了一下，请尽快办',
      opinion: '主办单位等着会办意见，请尽快交',
    },
  },
  /** For whoever owes it; late, for the office, too. */
  'suggestion.clock-soon': {
    headline: '一件代表建议的期限快到了',
    step: '期限快到了，请抓紧办',
    icon: 'clock',
    tasks: {
      assign: '一件代表建议快到交办期限了',
      contact: '一件建议快到首次沟通的期限了，请和代表联系',
      opinion: '一件建议快到会办意见的期限了，请尽快交',
      answer: '一件建议快到答复期限了，请抓紧办',
      feedback: '一件建议的答复快到评价期限了，请您评价',
    },
  },
  'suggestion.clock-late': {
    headline: '一件代表建议过了期限，还没有办',
    step: '过了期限，还没有办',
    icon: 'warn',
    tasks: {
      assign: '一件代表建议过了交办期限',
      contact: '一件建议过了首次沟通的期限，还没有和代表联系',
      opinion: '一件建议过了期限，会办意见还没有交',
      answer: '一件建议过了答复期限，还没有答复',
      feedback: '一件建议的答复过了评价期限，还没有评价',
    },
  },
  'suggestion.withdrawn': { headline: '建议撤回了，不用再办', step: '建议撤回了' },
  'suggestion.key': { headline: '列为重点督办建议', step: '列为重点督办建议' },
  'suggestion.supervised': {
    headline: '重点督办有了新的记录，请看一看',
    step: '重点督办有了新的记录',
  },
  'suggestion.excellent': { headline: '评为优秀建议', step: '评为优秀建议' },
  'suggestion.not-excellent': {
    headline: '优秀建议撤销了，页面上写着理由',
    step: '优秀建议撤销了',
  },
  /** For the office. */
  'suggestion.objection-dropped': {
    headline: '承办单位收回了退回申请，接着办，不用再定',
    step: '收回了退回申请，接着办',
  },
  /** For the office: data.task says what. */
  'suggestion.for-office': {
    headline: '有件代表建议要代表工委定',
    step: '有件建议要代表工委定',
    icon: 'inbox',
    tasks: suggestionTasks,
  },
} as const satisfies Readonly<Record<string, MatterNotice>>
export type SuggestionNoticeKind = keyof typeof suggestionNotices
