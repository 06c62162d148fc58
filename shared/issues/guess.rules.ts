/**
 * What can be guessed from a voter's own words while they type. Guesses only pre-select and
 * remind; the voter decides. Pure, without dependencies: the voter's bundle carries it.
 */
import { fieldWords, kindWords, type Words } from './guess.words.ts'
import type { IssueField, IssueKind } from './issues.words.ts'

/** What can break says what it is about; who goes past it says little. */
const things = /^(井盖|路灯|路面|下水道|红绿灯)$/
const passing = /^(上学|学生)$/

/** The key whose words weigh most in the text, by their length; ties go to the earlier one. */
function strongest<K>(text: string, table: readonly (readonly [K, Words])[]): K | null {
  let best: K | null = null
  let most = 0
  for (const [key, words] of table) {
    let weight = 0
    for (const word of words)
      if (text.includes(word))
        weight += word.length * (things.test(word) ? 2 : passing.test(word) ? 0.5 : 1)
    if (weight > most) {
      best = key
      most = weight
    }
  }
  return best
}

/** 咨询/求助/投诉/举报/建议 from the words, or null while nothing speaks for one. */
export function guessKind(text: string): IssueKind | null {
  const found = strongest(text, kindWords)
  if (found) return found
  return /[吗么?？]\s*$/.test(text.trim()) ? 'consult' : null
}

/** The field (城建, 交通 …) from the words, or null. */
export const guessField = (text: string): IssueField | null => strongest(text, fieldWords)

/** What a report that can be acted on says; the form ticks each off as the text covers it. */
export interface Covered {
  /** 在哪儿 */
  where: boolean
  /** 多久了 */
  since: boolean
  /** 影响谁 */
  whom: boolean
  /** 想怎么解决 */
  wish: boolean
}

const where =
  /路(?![灯面人过])|[街巷村镇园站桥院店场]|社区|小区|嘎查|苏木|号楼|单元|门口|旁边|附近|对面|隔壁|楼下|楼道|学校|医院|路口|家里/
const since =
  /[\d一二三四五六七八九十两几半多]+\s*个?多?\s*(天|日|周|星期|礼拜|月|年|小时|钟头|分钟|回|次)|昨|前天|今天|上周|上个?月|去年|前年|一直|最近|好久|很久|每天|每晚|天天|入冬|开春|以来|刚才/
const whom =
  /老人|老年|孩子|小孩|娃|学生|居民|群众|大家|住户|村民|牧民|农民|业主|行人|路人|街坊|邻居|全家|全楼|全村|我们|我家|我妈|我爸|妈|爸|户|人家|残疾|轮椅|骑车|司机|乘客|\d+\s*人/
const wish =
  /希望|建议|能不能|能否|盼|要求|请(?!问)|尽快|赶紧|解决|处理一下|修好|修一下|换成|换个|装个|装上|加装|增设|恢复|给个说法|想要/

/** Which of the four things the text already says. */
export const covered = (text: string): Covered => ({
  where: where.test(text),
  since: since.test(text),
  whom: whom.test(text),
  wish: wish.test(text),
})

/** A danger in which a call comes first. `at` is the word that gave it away. */
export interface Danger {
  phone: '110' | '119' | '120'
  words: string
  at: string
}

const dangers: readonly { phone: Danger['phone']; words: string; at: RegExp }[] = [
  {
    phone: '119',
    words: '火警',
    at: /着火|起火|失火|火灾|火苗|燃气泄漏|煤气泄漏|燃气味|煤气味|(?:煤|燃|天然|液化)气(?:罐|灶|管|管道)?(?:在)?漏|漏(?:煤|燃|天然|液化)气|烧起来|冒浓烟|爆炸|放火|纵火|要炸|炸[了掉药弹]|困在电梯|电梯困人|被困|被埋|塌方|掉(?:进|到)?井里|掉进井/,
  },
  {
    phone: '120',
    words: '急救',
    at: /昏迷|晕倒|昏倒|昏过去|喝农药|喝了农药|不省人事|喘不上气|心脏病|心梗|脑梗|大出血|流血不止|煤气中毒|中毒|抽搐|触电|溺水|想自杀|要自杀|重伤/,
  },
  {
    phone: '110',
    words: '报警',
    at: /打人|打架|持刀|砍人|抢劫|抢了|被抢|被偷|小偷|入室|家暴|绑架|杀人|行凶|跟踪我|诈骗|被骗|被拐|拐卖|拐走|拐骗|猥亵|强奸|跳楼|轻生/,
  },
]

/** The first danger that the text speaks of, or null. Offering a call too often harms nobody. */
export function guessDanger(text: string): Danger | null {
  for (const { phone, words, at } of dangers) {
    const found = at.exec(text)
    if (found) return { phone, words, at: found[0] }
  }
  return null
}
