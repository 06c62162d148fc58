/** Behind whose door something is: the building, the stairs, the flat, the number of a house. */

/** As people write it, in figures or in words. */
const COUNT = String.raw`[\d〇零一二三四五六七八九十百两]+`
const BUILDING = String.raw`[A-Za-z]?${COUNT}\s*号\s*(?:住宅|居民)?楼|[A-Za-z]\s*座(?=\s*\d)|\d+\s*[栋幢](?=\s*\d)`
const STAIRS = String.raw`(?<![每同])${COUNT}\s*单元`
/** "3 室一厅" is a kind of flat, "1201 室" is one of them. */
const FLAT = String.raw`\d{2,}\s*室`
const PARTS = String.raw`(?<![\d-])\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])`
/** The number of a house in a street; not that of a line, a road or an exit. */
const HOUSE = String.raw`(?<=[路街巷弄道村里屯]\s*)${COUNT}\s*号(?:院(?!长))?(?!\s*(?:线|路|公路|车|楼|口|站|井|杆|桥|文))|门牌号?[:：]?\s*${COUNT}\s*号?`

/** What surely is a door, whatever it is told of. */
const DOOR = [BUILDING, STAIRS, FLAT, PARTS, HOUSE].join('|')
/** In one sentence about one place, these are doors as well; elsewhere they count households or buildings. */
const LIKE_DOOR = String.raw`${COUNT}\s*[栋幢]楼?|\d+\s*[室户]|\d+-\d+(?:-\d+)?\s*[室户]?`

export const tellsDoor = (words: string): boolean =>
  new RegExp(DOOR, 'u').test(words.normalize('NFKC'))

/** @param words in normal form */
export const withoutDoors = (words: string): string =>
  words.replace(new RegExp(String.raw`\s*(?:${DOOR}|${LIKE_DOOR})\s*`, 'gu'), '')
