import { toIso } from '@mashang/shared/core/clock.ts'
import { escaped, OFFICE_LINKS, PACKAGE, XML_HEAD } from '../xml.ts'
import type { WordDocument } from './document.ts'
import { BODY, CLOSER, fonts, SMALL, TITLE } from './measures.ts'

export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const KIND = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

export const runFonts = (font: string): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${font}"/>`

/** Odd numbers stand at the right, even ones at the left, a character away from the edge (7.5). */
const footer = (side: 'left' | 'right'): string => {
  const size = `<w:rPr>${runFonts(fonts.page)}<w:sz w:val="${SMALL}"/></w:rPr>`
  const run = (inside: string): string => `<w:r>${size}${inside}</w:r>`
  return `${XML_HEAD}<w:ftr xmlns:w="${WORD}"><w:p><w:pPr><w:ind w:${side}Chars="100" w:${side}="${SMALL * 10}"/><w:jc w:val="${side}"/></w:pPr>${run('<w:t xml:space="preserve">— </w:t>')}<w:fldSimple w:instr=" PAGE ">${run('<w:t>1</w:t>')}</w:fldSimple>${run('<w:t xml:space="preserve"> —</w:t>')}</w:p></w:ftr>`
}

/** Where a font is missing, one that most machines have and that looks alike. */
const alike: Record<string, string> = {
  [fonts.title]: '华文中宋',
  [fonts.body]: '仿宋_GB2312',
  [fonts.subheading]: '楷体_GB2312',
}

const overrides = [
  ['word/document.xml', `${KIND}.document.main+xml`],
  ['word/styles.xml', `${KIND}.styles+xml`],
  ['word/settings.xml', `${KIND}.settings+xml`],
  ['word/fontTable.xml', `${KIND}.fontTable+xml`],
  ['word/footer-odd.xml', `${KIND}.footer+xml`],
  ['word/footer-even.xml', `${KIND}.footer+xml`],
  ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
] as const

const related = (links: readonly (readonly [id: string, kind: string, target: string])[]): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** What is the same in every file; made once. */
const fixed: Record<string, string> = {
  '[Content_Types].xml': `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides
    .map(([name, kind]) => `<Override PartName="/${name}" ContentType="${kind}"/>`)
    .join('')}</Types>`,
  '_rels/.rels': related([
    ['rId1', `${OFFICE_LINKS}/officeDocument`, 'word/document.xml'],
    ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]),
  'word/_rels/document.xml.rels': related([
    ['styles', `${OFFICE_LINKS}/styles`, 'styles.xml'],
    ['settings', `${OFFICE_LINKS}/settings`, 'settings.xml'],
    ['fonts', `${OFFICE_LINKS}/fontTable`, 'fontTable.xml'],
    ['odd', `${OFFICE_LINKS}/footer`, 'footer-odd.xml'],
    ['even', `${OFFICE_LINKS}/footer`, 'footer-even.xml'],
  ]),
  'word/styles.xml': `${XML_HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${runFonts(fonts.body)}<w:spacing w:val="${CLOSER}"/><w:sz w:val="${BODY}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr>${runFonts(fonts.title)}<w:spacing w:val="0"/><w:sz w:val="${TITLE}"/></w:rPr></w:style>${[
    ['Heading1', 'heading 1', fonts.heading, 0] as const,
    ['Heading2', 'heading 2', fonts.subheading, 1] as const,
  ]
    .map(
      ([id, name, font, level]) =>
        `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="${level}"/></w:pPr><w:rPr>${runFonts(font)}</w:rPr></w:style>`,
    )
    .join('')}</w:styles>`,
  'word/settings.xml': `${XML_HEAD}<w:settings xmlns:w="${WORD}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
  'word/fontTable.xml': `${XML_HEAD}<w:fonts xmlns:w="${WORD}">${Object.values(fonts)
    .map((name) => {
      const other = alike[name]
      return `<w:font w:name="${name}">${other === undefined ? '' : `<w:altName w:val="${other}"/>`}<w:charset w:val="86"/></w:font>`
    })
    .join('')}</w:fonts>`,
  'word/footer-odd.xml': footer('right'),
  'word/footer-even.xml': footer('left'),
}

const core = ({ title, author, madeAt }: WordDocument): string =>
  `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${toIso(madeAt)}</dcterms:created></cp:coreProperties>`

/** Every part but the text itself, by its name in the package. */
export const partsBeside = (document: WordDocument): Record<string, string> => ({
  ...fixed,
  'docProps/core.xml': core(document),
})
