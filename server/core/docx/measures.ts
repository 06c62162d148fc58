/**
 * GB/T 9704-2012: A4 (5.1), margins and the field for the text 156 mm × 225 mm (5.2.1), twenty-two
 * lines of twenty-eight characters (5.2.3), 三号仿宋 (5.2.2). Word counts in twentieths of a point.
 */
const twips = (mm: number): number => Math.round((mm * 1440) / 25.4)

export const PAGE = { width: twips(210), height: twips(297) }
export const MARGIN = { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) }
export const FIELD = twips(156)
/** A hair less than 225 mm ÷ 22, so that the last line stays on its page. */
export const LINE = Math.floor(twips(225) / 22)
/** Half points: 三号, 二号, 四号. */
export const BODY = 32
export const TITLE = 44
export const SMALL = 28
/**
 * How much closer than their own em characters stand, so that twenty-eight fill a line: said of the
 * characters, because readers differ in what they make of a grid of characters.
 */
export const CLOSER = Math.floor(FIELD / 28 - BODY * 10)
/** The page's number stands 7 mm below the field (7.5). */
export const FOOTER = twips(35 - 7) - SMALL * 10

export const inTwips = twips

export const fonts = {
  body: '仿宋',
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体',
  page: '宋体',
} as const
