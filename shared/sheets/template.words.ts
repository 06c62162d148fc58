/** The texts of a sheet that an office may write, in the order in which they are asked for. */
export const templateTexts = {
  title: { words: '抬头', limit: 14, example: '左上角的名字：码上代表' },
  slogan: { words: '口号', limit: 12, example: '代表海报：扫码告诉我' },
  stationSlogan: { words: '家站口号', limit: 12, example: '家站海报：选一位代表说事' },
  promise: { words: '承诺', limit: 16, example: '一行承诺：24小时内回应' },
  warning: { words: '防伪提示', limit: 24, example: '扫开不是这个网址，就是假的' },
  phoneLine: { words: '电话提示', limit: 12, example: '电话上方的一行：不会扫码，打电话' },
  officeLine: { words: '落款', limit: 30, example: '不填就用单位名称' },
  receptionLine: { words: '接待时间', limit: 24, example: '每月第一个星期二上午' },
  extraLine: { words: '附加一行', limit: 40, example: '不填就空着' },
} as const
export type TemplateText = keyof typeof templateTexts

export const templateColours = {
  main: '主色',
  accent: '点缀色',
  ink: '文字色',
  paper: '底色',
} as const
export type TemplateColour = keyof typeof templateColours

export const logoPlacements = { corner: '左上角，代替标记', code: '二维码正中' } as const
export type LogoPlacement = keyof typeof logoPlacements

/** Characters of the Mongolian line. */
export const mongolianLimit = 80
/** Largest picture of a logo, in bytes. */
export const logoLimit = 500_000
