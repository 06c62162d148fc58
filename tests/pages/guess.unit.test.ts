import { characters } from '@mashang/shared/core/text.ts'
import { covered, guessDanger, guessField, guessKind } from '@mashang/shared/issues/guess.rules.ts'
import {
  issueLimits,
  STANDARD_FIELDS,
  STANDARD_KINDS,
} from '@mashang/shared/issues/issues.words.ts'
import { guessTitle } from '@mashang/shared/issues/title.rules.ts'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

const lamp = '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤'

describe('chips guessed from the words', () => {
  it.each([
    [lamp, 'help', 'urban'],
    ['52路公交末班车太早，下夜班赶不上，建议多开一班', 'proposal', 'transport'],
    ['请问低保怎么申请，要什么材料', 'consult', 'insurance'],
    ['举报化工厂夜里偷排污水，河道都黑了', 'report', 'ecology'],
    ['投诉物业乱收费，电梯三个月没修', 'complaint', 'housing'],
    ['草场被外来车压坏了，牧民放羊没地方去', 'help', 'farming'],
    ['拆迁补偿款拖欠两年了', 'complaint', 'land'],
    ['幼儿园门口没有斑马线', null, 'education'],
    ['卫生院的大夫每周只来一天', null, 'health'],
  ])('%s → %s, %s', (text, kind, field) => {
    expect(guessKind(text)).toBe(kind)
    expect(guessField(text)).toBe(field)
  })

  it.each([
    ['巷子里的水管冻裂了，流了一地', 'urban'],
    ['楼上水管漏水，天花板都湿了', 'housing'],
    ['半个月没水了', 'urban'],
    ['电线耷拉下来，快挨着人了', 'urban'],
    ['村口的桥没有护栏', 'urban'],
    ['积雪没人扫，路上结冰', 'urban'],
    ['流浪狗追人', 'urban'],
    ['墙皮掉了，成危房了', 'housing'],
    ['浇地的水渠坏了', 'farming'],
    ['饭店油烟熏得开不了窗', 'ecology'],
    ['晚上打车打不着', 'transport'],
  ])('the field of %s is %s', (text, field) => {
    expect(guessField(text)).toBe(field)
  })

  it.each([
    ['井盖塌了，孩子上学从这儿过，怕掉下去', 'urban'],
    ['学校门口的井盖塌了，孩子上学危险', 'urban'],
    ['医院门口的路灯不亮', 'urban'],
    ['水管爆了，孩子上学要绕路', 'urban'],
    ['学校门口的红绿灯坏了，学生过马路害怕', 'transport'],
    ['路面全是坑，老人孩子去卫生院不好走', 'urban'],
    ['孩子上学太远', 'education'],
    ['学生的作业太多', 'education'],
    ['物业不管小区的路灯', 'housing'],
  ])('what is broken says more than who passes by: %s', (text, field) => {
    expect(guessField(text)).toBe(field)
  })

  it('guesses nothing from nothing', () => {
    expect(guessKind('')).toBeNull()
    expect(guessField('你好')).toBeNull()
  })

  it('takes a bare question for a request for advice', () => {
    expect(guessKind('供暖今年几号开始？')).toBe('consult')
  })

  it('only ever names kinds and fields that exist, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const kind = guessKind(text)
        const field = guessField(text)
        expect(kind === null || kind in STANDARD_KINDS).toBe(true)
        expect(field === null || field in STANDARD_FIELDS).toBe(true)
      }),
    )
  })
})

describe('helper ticks', () => {
  it('fill as the text covers each point', () => {
    expect(covered(lamp)).toEqual({ where: true, since: true, whom: true, wish: false })
    expect(covered(`${lamp}，希望尽快修好`).wish).toBe(true)
    expect(covered('灯不亮')).toEqual({ where: false, since: false, whom: false, wish: false })
  })

  it.each(['三天了', '半个月没水', '从去年开始', '两个多星期', '每天半夜', '2 个月'])(
    'reads “%s” as how long',
    (text) => {
      expect(covered(text).since).toBe(true)
    },
  )

  it('does not take a question for a wish', () => {
    expect(covered('请问几点上班').wish).toBe(false)
  })
})

describe('dangers are intercepted', () => {
  it.each([
    ['楼下车棚着火了', '119'],
    ['有人在小区里放火', '119'],
    ['他说要炸了锅炉房', '119'],
    ['厨房燃气泄漏，味道很大', '119'],
    ['有人持刀在市场门口', '110'],
    ['邻居家天天家暴', '110'],
    ['老人晕倒在路边', '120'],
  ])('%s → %s', (text, phone) => {
    expect(guessDanger(text)?.phone).toBe(phone)
  })

  it.each(['大发街道煤气漏了味道很大', '隔壁漏煤气', '有个孩子掉井里了', '羊圈烧起来了'])(
    'hears the village say it: %s',
    (words) => {
      expect(guessDanger(words)?.phone).toBe('119')
    },
  )

  it('leaves an ordinary matter alone', () => {
    expect(guessDanger(lamp)).toBeNull()
    expect(guessDanger('火车站门口垃圾没人收，打了三次电话')).toBeNull()
    expect(guessDanger('石拐街道的路灯不亮，公交要拐弯')).toBeNull()
  })
})

describe('title from the first sentence', () => {
  it('keeps a short first sentence whole', () => {
    expect(guessTitle('路灯不亮。已经两周了。')).toBe('路灯不亮')
  })

  it('keeps as many clauses as fit', () => {
    expect(guessTitle(lamp)).toBe('锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑')
  })

  it.each([
    [
      '锦绣社区三号楼和四号楼之间的人行道地砖被大货车压坏了很多块没有人来修理',
      '锦绣社区三号楼和四号楼之间的人行道地砖被大货车压坏了…',
    ],
    [
      '3号楼、4号楼、5号楼、6号楼的路灯全都坏了两个多星期了晚上一片漆黑没人管',
      '3号楼、4号楼、5号楼、6号楼的路灯全都坏了两个多星期…',
    ],
    [
      '最近，我们嘎查往苏木镇卫生院去的那条砂石路被洪水冲断了好几处羊都过不去',
      '最近，我们嘎查往苏木镇卫生院去的那条砂石路被洪水冲断了…',
    ],
    ['公交车 K23 从南门到火车站的路上经过学校门口时从来不停学生下不了车', null],
  ])('ends a long sentence after a word, and shows that it goes on: %s', (text, title) => {
    const made = guessTitle(text)
    if (title !== null) expect(made).toBe(title)
    expect(text.startsWith(made.slice(0, -1))).toBe(true)
    expect(made.at(-1)).toBe('…')
    expect(characters(made)).toBeLessThanOrEqual(28)
  })

  it('keeps words of letters and numbers whole where a phone cannot tell words apart', () => {
    vi.stubGlobal('Intl', {})
    expect(guessTitle(`${'路'.repeat(24)}K2345没有站牌`)).toBe(`${'路'.repeat(24)}…`)
    expect(guessTitle('路'.repeat(40))).toBe(`${'路'.repeat(27)}…`)
    vi.unstubAllGlobals()
  })

  it('passes over a greeting', () => {
    expect(guessTitle('李代表您好，楼道灯坏了')).toBe('楼道灯坏了')
    expect(guessTitle('您好')).toBe('您好')
  })

  it('never breaks a rare character in two and never exceeds the limit', () => {
    expect(guessTitle('𠅤'.repeat(80)).isWellFormed()).toBe(true)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const title = guessTitle(text)
        expect(characters(title)).toBeLessThanOrEqual(issueLimits.title)
        expect(title).not.toContain('\n')
      }),
    )
  })
})
