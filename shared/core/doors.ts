/** Behind whose door something is: the building, the stairs, the flat, the number of a house. */

/** As people write it, in figures or in words. */
const COUNT = String.raw`[\d〇零一二三四五六七八九十百两]+`
/** What follows a number that counts, or tells when: "2025 年", "12 户居民", "7-9 点". */
const COUNTED = String.raw`\s*(?:[年月日天点时分秒周岁米元块万亿千百十多个名人家层盏次辆件条台棵吨度%]|公里|单元|小时|[户号]?[栋幢座]|户\s*(?:[居人家村没]|群众))`
/** The flat right behind its building or stairs: "501", "-501 室", "五零一". */
const FLAT_BEHIND = String.raw`\s*[-—]?\s*(?:\d{2,4}(?!\d|${COUNTED})|[〇零一二三四五六七八九]{3,4}(?!${COUNTED}))\s*(?:[室户]|房(?!间))?`
/** Of a building: what is a part of it stays, "3 号 | 楼道灯". */
const BUILDING = String.raw`[A-Za-z]?${COUNT}\s*(?:号|#)(?:(?=\s*楼[道梯下上顶])|\s*(?:住宅|居民)?楼(?:${FLAT_BEHIND})?)|(?:[A-Za-z]\s*座|\d+\s*[栋幢])(?:${FLAT_BEHIND}|(?=\s*\d+\s*单元))`
/** "第 3 单元" of a book is none. */
const STAIRS = String.raw`(?<![每同])${COUNT}\s*单元(?!\s*(?:[课测考卷]|教学|内容|复习|练习|学习|作文|主题))(?:${FLAT_BEHIND})?`
/** "3 室一厅" is a kind of flat, "1201 室" is one of them. */
const FLAT = String.raw`\d{2,}\s*室|(?<!\d)\d{3,4}\s*房(?![间屋子产价贷源型])`
const PARTS = String.raw`(?<![\d-])\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])`
/** The number of a house in a street; not that of a line, a road or an exit, nor a day: "村里 15 号停水". */
const HOUSE = String.raw`(?:(?<=(?:[路街巷弄道村屯]|(?<![村这那哪家院区市县镇乡社城楼屋店校班])里)\s*)|${COUNT}\s*[组社队]\s*)${COUNT}\s*号(?:院(?!长))?(?!\s*(?:线|路|公路|车|楼|口|站|井|杆|桥|文|停[水电气暖]|开始|上午|下午|中午|晚上|早上|凌晨|当天|那天|以前|之前|以后|之后))|门牌号?[:：]?\s*${COUNT}\s*号?`

/** What surely is a door, whatever it is told of. */
const DOOR = [BUILDING, STAIRS, FLAT, PARTS, HOUSE].join('|')
/** In one sentence about one place, these are doors as well; elsewhere they count buildings or days. */
const LIKE_DOOR = String.raw`${COUNT}\s*[栋幢](?!\s*(?:[危旧老新高]|住宅|居民|家属|商品)*[楼房](?![道梯下上顶前后门里内旁口边]))|\d+\s*室(?!\s*${COUNT}\s*厅)|(?<![\d-])(?:(?<=[区苑园院村]\s*)\d{1,2}-\d{1,4}|\d{1,2}-\d{3,4})(?![\d-]|${COUNTED})\s*[室户]?`

export const tellsDoor = (words: string): boolean =>
  new RegExp(DOOR, 'u').test(words.normalize('NFKC'))

/** Stands where a door was, until it is known what is left without it; nobody types it. */
export const CUT = '\u{E000}'

/** @param words in normal form */
export const cutDoors = (words: string): string =>
  words.replace(new RegExp(String.raw`(?:\s*(?:${DOOR}|${LIKE_DOOR})\s*)+`, 'gu'), CUT)

const JOINS = '[和与及跟或、到至~—-]'
const BESIDE = '门|楼|院|[东南西北前后左右旁上下里内]|附近|周围|周边|对面'
const STUMP = new RegExp(
  String.raw`${JOINS}\s*${CUT}|${CUT}\s*(?:${JOINS}|之间|中间|间)|[在从去给把为]\s*${CUT}(?!\s*(?:${BESIDE}))`,
  'u',
)

/** What is left of a clause that doors were cut out of; null: it says nothing any more, or something else. */
export const withoutDoors = (clause: string): string | null =>
  STUMP.test(clause) ? null : clause.replace(new RegExp(`^${CUT}的`, 'u'), '').replaceAll(CUT, '')
