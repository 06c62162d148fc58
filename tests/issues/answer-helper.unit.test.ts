import { coveredTicks } from '@mashang/client/issues/work/answer-helper.ts'
import { describe, expect, it } from 'vitest'

const of = (text: string): string => {
  const { who, how, when } = coveredTicks(text)
  return [who && '谁', how && '怎么', when && '哪天'].filter(Boolean).join(' ')
}

describe('the helper beside an answer', () => {
  it.each([
    ['王女士您好，下午我去 3 号楼看了，是地下电缆断了。区住建局明天上午来换线', '谁 怎么 哪天'],
    ['已请大发街道综合执法队疏通，3 天内完成。', '谁 怎么 哪天'],
    ['供热公司检修，11月25日前恢复。', '谁 怎么 哪天'],
    ['这件事由区交通局负责，他们会重新安装红绿灯。', '谁 怎么'],
    ['三天内装好新水泵。', '怎么 哪天'],
    ['下周三给您准信。', '哪天'],
    ['收到，谢谢您。', ''],
    ['', ''],
  ])('%s → %s', (text, expected) => {
    expect(of(text)).toBe(expected)
  })
})
