/** Phrases that say that something arrived or goes on, not what will be done. */
const ACKNOWLEDGEMENTS = [
  ...['您好', '你好', '大家好', '请放心', '放心', '辛苦了', '没问题', '明白了', '明白'],
  ...[
    '已经收到',
    '已收到',
    '收到了',
    '收到',
    '收悉',
    '知道了',
    '知道',
    '了解了',
    '了解',
    '知悉',
    '知晓',
  ],
  ...['已阅', '已登记', '已记录', '已转达', '已受理', '受理', '已关注', '高度重视', '重视'],
  ...[
    '您的问题',
    '你的问题',
    '这个问题',
    '该问题',
    '问题',
    '您的反映',
    '反映',
    '情况',
    '来信',
    '来电',
  ],
  ...['感谢', '谢谢', '多谢', '支持', '理解', '配合'],
  ...[
    '正在处理中',
    '正在处理',
    '在处理',
    '处理中',
    '正在办理中',
    '正在办理',
    '在办理',
    '办理中',
    '在办',
  ],
  ...['正在核实', '正在了解', '正在跟进', '跟进中', '跟进', '正在协调', '正在研究', '正在落实'],
  ...['已处理', '处理完毕', '已办理', '已办结', '办结', '已解决', '已答复', '已回复'],
  ...['尽快处理', '尽快办理', '尽快答复', '尽快回复', '尽快解决', '尽快', '马上处理', '立即处理'],
  // Passed on to nobody in particular. A named body ("住建局") says something and stays.
  ...['相关部门', '有关部门', '上级部门', '相关单位', '有关单位'].flatMap((body) => [
    `转给${body}处理`,
    `转交${body}处理`,
    `转${body}处理`,
    `向${body}反映`,
    `联系${body}`,
    `协调${body}`,
    `交${body}`,
    `给${body}`,
    `转${body}`,
    `${body}处理`,
    `${body}办理`,
    body,
  ]),
  ...['已转交', '已转办', '已上报', '已反馈', '已反映', '已联系', '已协调'],
  ...['耐心等待', '耐心等候', '等待', '等候', '耐心', '稍等', '稍后答复', '稍后回复', '稍后'],
  // Promised by nobody, for no day: "后续会有专人与您联系".
  ...['有关领导', '相关领导', '上级领导', '专人', '联系', '答复', '回复', '转达', '后续'],
  ...['认真', '研究', '工作', '测试', '试一下', 'test'],
  ...['ok', 'okay', 'roger', 'received', 'thanks', 'thank you'],
].sort((a, b) => b.length - a.length)

/** Characters that carry nothing by themselves. */
const FILLERS = new Set(
  '好的嗯哦噢啊呀吧呢嘛呵哈了已经您你我咱们会将要请就是在这此也都很行可以一下给对与和跟有',
)

/** "已安排" and no more; what stands behind it ("已安排电工明天来") says something. */
const BARE_ARRANGEMENT = new RegExp(`安排(?=[ ${[...FILLERS].join('')}]*$)`, 'gu')

const distinct = (characters: string[]): number => new Set(characters).size

/**
 * Whether words answer anything. A status is not a response (domain rule: the clock stops on
 * substantive words only): what remains after greetings, thanks and acknowledgements must say
 * something. A list of phrases, no understanding: it catches the empty and the automatic, lets
 * through whoever wants to get round it, and must never refuse a short true answer ("修好了",
 * "明天修"). Two characters alone ("修好") are refused too. The voter's "只是收到了" is what remains.
 */
export function isSubstantive(text: string): boolean {
  let rest = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  for (const phrase of ACKNOWLEDGEMENTS) rest = rest.replaceAll(phrase.replace(' ', ''), ' ')
  rest = rest.replace(BARE_ARRANGEMENT, ' ')
  const said = [...rest.replaceAll(' ', '')]
  const telling = said.filter((c) => /\p{Script=Han}/u.test(c) && !FILLERS.has(c))
  if (telling.length > 0) return said.length >= 3 && distinct(said) >= 2
  const letters = said.filter((c) => /\p{L}/u.test(c) && !/\p{Script=Han}/u.test(c))
  return letters.length >= 4 && distinct(letters) >= 3
}
