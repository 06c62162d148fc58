import { decideResponse, type IssueFacts } from '@mashang/shared/issues/issues.rules.ts'
import { isSubstantive } from '@mashang/shared/issues/substance.rules.ts'
import { describe, expect, it } from 'vitest'

const issue: IssueFacts = {
  state: 'awaiting',
  dueAt: 1,
  respondedAt: null,
  bounces: 0,
}

describe('what counts as an answer', () => {
  it.each([
    '收到',
    '已收到',
    '已收到。',
    '收到了！',
    '收到，谢谢',
    '好的',
    '好',
    '嗯嗯',
    '知道了',
    '已阅',
    'OK',
    'ok!',
    '正在处理',
    '正在处理中',
    '正在办理中……',
    '处理中',
    '正在跟进',
    '我们会尽快处理',
    '会尽快答复您的',
    '您好，您的问题已收到，我们会尽快处理，请耐心等待。',
    '感谢您的反映，辛苦了！',
    '请耐心等候',
    '请您耐心等候。',
    '会尽快给您答复的',
    '尽快给您回复',
    '已转达有关部门',
    '已反映给有关领导',
    '感谢您对我们工作的支持',
    '情况已知晓，后续会有专人与您联系',
    '已安排',
    '已安排，请放心',
    '会认真研究的',
    '测试测试',
    '测试一下',
    '您反映的情况已受理',
    '已经知道了',
    '请稍等',
    '稍后回复',
    '已登记',
    '已转达',
    '高度重视',
    '👍',
    '🙏🙏🙏',
    '👌 收到',
    '…',
    '。。。',
    '-',
    '1',
    '111111',
    '13900000137',
    '   ',
    '',
    '\n\t',
    '\u200b\u200b',
    '哈哈哈哈',
    '啊',
    '收到啊',
    '已转相关部门处理',
    '您好，已转交有关部门办理，请耐心等待。',
    '已向有关部门反映',
  ])('refuses %j', (text) => {
    expect(isSubstantive(text)).toBe(false)
    expect(() => decideResponse(issue, { decision: 'answer', text }, 0, 2)).toThrow(
      /issue\.answer-not-substantive/,
    )
  })

  it.each([
    '明天修好',
    '修好了',
    '相关部门明天来修',
    '已转住建局处理',
    '已联系供电局',
    '已修好',
    '已经修好了。',
    '灯已经换了',
    '周五前换灯',
    '今天下午去看',
    '请打12345',
    '不归我们管，请找供电局',
    '明早10点到您家',
    '井盖今晚换好。',
    '明天修',
    '已转达区住建局，周五前回话',
    '已安排电工明天来',
    '水质测试周三出结果',
    '请联系供电局',
    '下周一给您答复',
    '要等到明年春天，今年没有钱。',
    'Tomorrow the lamp is replaced.',
    '已收到。区住建局明天上午来换线，11月25日晚上会亮。',
    '正在处理：水务局周三前修好。',
    'ᠮᠠᠷᠭᠠᠰᠢ ᠵᠠᠰᠠᠨ᠎ᠠ',
  ])('takes a short true answer: %j', (text) => {
    expect(isSubstantive(text)).toBe(true)
  })

  it('names the field to mend', () => {
    expect(() => decideResponse(issue, { decision: 'answer', text: '收到' }, 0, 2)).toThrowError(
      expect.objectContaining({
        details: expect.objectContaining({ fields: [expect.objectContaining({ path: 'text' })] }),
      }),
    )
  })
})
