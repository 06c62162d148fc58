const RUN = 'window.harmed=1'

const TAGS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg/onload=${RUN}//`,
  `<iframe srcdoc="<script>${RUN}</script>">`,
  `<body onload=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<math><mtext><script>${RUN}</script>`,
  `<input autofocus onfocus=${RUN}>`,
  `<video><source onerror=${RUN}>`,
  `<object data="javascript:${RUN}">`,
  '<style>@import "javascript:1"</style>',
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<![CDATA[<script>${RUN}</script>]]>`,
  `<!--<img src="--><img src=x onerror=${RUN}>`,
  `[x](javascript:${RUN})`,
]
/** What a text would have to end before it could begin something of its own. */
const ENDS = [
  '',
  '">',
  "'>",
  '</script>',
  '</title>',
  '</textarea>',
  '-->',
  ']]>',
  '</style>',
  '` onmouseover=',
  '\\u003c/script>',
  '{{constructor.constructor("alert(1)")()}}',
]

/** Texts that would run where a page took them for markup. */
export const scripts: readonly string[] = ENDS.flatMap((end) => TAGS.map((tag) => `${end}${tag}`))

/** The shortest of them, for fields of a few letters. */
export const SHORT_SCRIPT = '"><img src=x>'

/** Texts that a spreadsheet would take for formulas. */
export const formulas: readonly string[] = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  ' =1+1',
  '\t=1+1',
  '＝1+1',
  '=HYPERLINK("http://x","y")',
  "=cmd|' /C calc'!A0",
  '"=1+1',
  '=1,2',
]

/** Texts that a reader of PDF or Word files would take for a link or an action. */
export const links: readonly string[] = [
  'https://evil.example/x',
  'javascript:window.harmed=1',
  'mailto:x@evil.example',
  'file:///evil.example',
  '\\\\evil.example\\x',
  ')/S/URI/URI(//evil.example',
  '>>/AA<</S/JavaScript/JS(evil.example)',
  'www.evil.example',
]

/** Elements and attributes of a page in order, as a browser would find them, without their words. */
export function markupOf(html: string): string[] {
  const found: string[] = []
  // What stands inside a script or a style is no markup, up to its end tag.
  const plain = html.replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2\s*>)/gi, '$1$3')
  for (const [, tag = '', rest = ''] of plain.matchAll(
    /<([/!?a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g,
  )) {
    const names = [...rest.replace(/"[^"]*"|'[^']*'/g, '""').matchAll(/[^\s"'=/]+/g)]
    found.push([tag, ...names.map(([name]) => name)].join(' '))
  }
  return found
}
