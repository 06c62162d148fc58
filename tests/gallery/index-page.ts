import { atDesk, type Look, looksOf, type Screen, type Who } from './screen.ts'

const APPS: Record<Who, string> = {
  voter: '选民',
  representative: '代表',
  liaison: '联络员',
  office: '代表工委',
  department: '承办单位',
}
const LOOKS: Record<Look, string> = {
  light: '浅色',
  dark: '深色',
  elder: '长辈版',
  'elder-dark': '长辈版，深色',
}
/** CSS pixels of a picture on the page. */
const widthOf = (screen: Screen): number => (atDesk(screen) ? 480 : 240)

/** The page that shows all pictures, as every forge shows it. */
export function pageOf(
  screens: readonly Screen[],
  fileOf: (screen: Screen, look: Look) => string,
): string {
  const parts = [
    '# 界面图册',
    '由 `npm run run gallery` 生成，不要手改。手机 360 × 640（整页），电脑 1366 × 768。时间、人和码每次都一样，所以只有样子变了的图会变。',
  ]
  for (const [who, title] of Object.entries(APPS) as [Who, string][]) {
    parts.push(`## ${title}`)
    for (const screen of screens.filter((one) => one.who === who)) {
      const pictures = looksOf(screen).map(
        (look) =>
          `<img src="${fileOf(screen, look)}" width="${widthOf(screen)}" alt="${screen.title}（${LOOKS[look]}）" title="${LOOKS[look]}">`,
      )
      parts.push(`### ${screen.title}`, `\`${screen.name}\``, pictures.join('\n'))
    }
  }
  return `${parts.join('\n\n')}\n`
}
