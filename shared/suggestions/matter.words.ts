import type { MatterWords } from '../matters/matter.words.ts'
import { suggestionNotices } from './notices.words.ts'
import { suggestionPoints } from './scoring.words.ts'
import { suggestionActs } from './suggestions.words.ts'

export const matter = {
  kind: 'suggestion',
  name: '代表建议',
  one: '一件代表建议',
  page: '/suggestions/',
  order: 1,
  ledger: {
    more: { department: '一个承办单位', 'suggestion-import': '一次往年建议的导入' },
    facts: {
      'suggestion.written': '写建议',
      ...Object.fromEntries(
        Object.entries(suggestionActs).map(([act, words]) => [`suggestion.${act}`, words]),
      ),
      'suggestion-periods.changed': '改代表建议的期限',
      'suggestion.promise-due': '答应的日子到了',
      'suggestion.clock-moved': '日历改了，期限重算',
      'suggestion.enter': '代录一件纸质建议',
      'suggestion.cosigned-on-paper': '代录纸上的附议',
      'suggestion.imported': '导入往年的建议',
      'suggestion.import-updated': '按往年的表更正',
      'suggestion.import-undone': '撤回往年的导入',
      'suggestion-import.made': '导入一份往年的表',
      'suggestion-import.undone': '撤回一次导入',
      'suggestion.joined': '连上一件群众反映',
      'suggestion.author-left': '附议代表离任，不再等',
      'suggestion.withdrawal-waits': '撤回还没有回话，再请附议代表定',
      'suggestion.merged-in': '并进另一件',
      'suggestion.merged-out': '把并进来的一件分出去',
      'suggestion.counted-there': '在并入的那一件里计',
      'suggestion.counted-here': '重新在自己这一件里计',
      'suggestion.left': '取下一件群众反映',
      'suggestion.link-made': '生成一次性答复链接',
      'suggestion.link-taken': '一次性答复链接在一台设备上办起来',
      'suggestion.link-moved': '一次性答复链接换到另一台设备',
      'suggestion.letters-taken': '成批印公文',
      'suggestion.report-taken': '取办理情况报告',
      'department.added': '添承办单位',
      'department.renamed': '承办单位改名',
      'department.merged': '并入另一个承办单位',
      'department.alias-added': '添承办单位的别名',
      'department.alias-removed': '去掉承办单位的别名',
      'department.removed': '去掉导入时建的承办单位',
    },
  },
  notices: suggestionNotices,
  topic: '代表建议的进展和催办',
  duties: ['matters'],
  points: suggestionPoints,
} as const satisfies MatterWords
