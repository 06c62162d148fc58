import { CUT, cutDoors, withoutDoors } from '../core/doors.ts'
import { withoutPhones } from '../core/phones.ts'
import { holdsNumber } from '../issues/holds.rules.ts'
import { suggestionLimits } from './suggestions.words.ts'

/** A clause that says less than this says nothing alone. */
const SHORTEST = 4

/** Who somebody is, by whatever they call themselves or others: "我叫王小明", "王女士", "李大爷". */
const NAMES = [
  /(?:我叫|我是|姓名[:：]?|联系人[:：]?)\s*\p{Script=Han}{2,4}(?=$|[\s，,。；;、])/gu,
  /(?:欧阳|上官|司马|诸葛|皇甫|尉迟|慕容|\p{Script=Han})(?:某某?|先生|女士|小姐|同志|师傅|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷)(?:家|说|反映)?/gu,
]
const MASKED = /[［[][^］\]]*[］\]]/gu
const CONTACT = /(?:我的)?(?:电话|手机号?|身份证号?|联系方式)(?:号码)?(?:是|为)?[:：]?/gu
const SELF = /^(?:我们家?|咱们家?|我家|俺们?家?|我)(?:的|这里|这边)?/u
/** What somebody wishes for, and what somebody only tells of. */
const WISH =
  /^(?:强烈)?(?:建议|希望|恳请|请求|要求|盼望|能不能|能否|可不可以|可否|请)(?:政府|有关部门)?/u
const TOLD = /^(?:反映|投诉|举报|咨询|请问|求助)(?:一下)?[:：]?/u
const END = /[.…\s，,。！!？?；;：:、]+$|(?:吗|呢|吧|啊)$/gu

/** Somebody's words without their names and numbers, and a mark where a door was. */
const nameless = (words: string): string =>
  [...NAMES, CONTACT, MASKED]
    .reduce(
      (rest, each) => rest.replace(each, ''),
      cutDoors(withoutPhones(words.normalize('NFKC'))),
    )
    .trim()

/** A list's title ends with this where it was cut; then the point may stand behind it. */
const CUT_OFF = /…$/u

/** The voter's own words from where their title begins: of a title that was cut, all that it was cut from. */
function wholeWords(title: string, text: string): string {
  if (!CUT_OFF.test(title)) return title
  const from = text.indexOf(title.replace(CUT_OFF, ''))
  return from === -1 ? title : text.slice(from)
}

/**
 * A title for a suggestion out of a voter's words, to be looked at by whoever writes it:
 * "关于解决锦绣社区南边的路灯不亮问题的建议". Nothing of a person stands in it; empty where
 * nothing is left that says something, or a clause is too long to be said whole.
 * @param text of whose beginning the title was made
 */
export function proposedTitle(title: string, text = title): string {
  const clauses = nameless(wholeWords(title, text))
    .split(/[，,。！!？?；;\n]/u)
    .map((clause) => clause.replace(TOLD, '').trim())
  const said =
    withoutDoors(
      clauses.find((clause) => [...clause.replaceAll(CUT, '')].length >= SHORTEST) ?? '',
    ) ?? ''
  const wished = WISH.test(said)
  const core = said.replace(WISH, '').replace(SELF, '').replace(END, '').replace(END, '').trim()
  if ([...core].length < SHORTEST || holdsNumber(core)) return ''
  if (/^关于.+建议$/u.test(core)) return core
  const [before, after] = wished ? ['关于', '的建议'] : ['关于解决', '问题的建议']
  const room = suggestionLimits.title - before.length - after.length
  return [...core].length > room ? '' : `${before}${core}${after}`
}
