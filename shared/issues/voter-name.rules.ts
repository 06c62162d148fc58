import type { Contact } from './filing.model.ts'
import { salutations } from './issues.words.ts'

/** Family names of two characters, which are kept whole. */
const COMPOUND_NAMES = (
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 ' +
  '太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 令狐 呼延'
).split(' ')

/**
 * All that a representative sees of a voter's name: "王女士", or "王某" where no form of address was
 * given, or "匿名". Two-character family names are kept whole.
 */
export function voterWords(contact: Contact | undefined, hidden: boolean): string {
  const name = contact?.name
  if (hidden || name === undefined) return '匿名'
  const family =
    COMPOUND_NAMES.find((compound) => name.startsWith(compound) && [...name].length > 2) ??
    [...name][0] ??
    ''
  if (!/\p{Script=Han}/u.test(family)) return '一位群众'
  return `${family}${contact?.salutation === undefined ? '某' : salutations[contact.salutation]}`
}
