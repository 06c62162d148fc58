import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { isElder, keepElder } from './elder.ts'

/** Small pages that need neither data nor script: a question from a mail, a choice on a receipt. */
const STYLE = `:root{color-scheme:light dark;--paper:#fff;--ground:#f3f1ee;--ink:#1d1a18;--ink-2:#544e49;--red:#a8161b;--on-red:#fff;--edge:#8a837b;--line:#e5e1db}
@media (prefers-color-scheme:dark){:root{--paper:#1b1a19;--ground:#111010;--ink:#efebe6;--ink-2:#bdb6ae;--red:#c7363a;--edge:#7d766f;--line:#33302d}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 -apple-system,"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:anywhere}
header{display:flex;align-items:center;justify-content:space-between;max-width:640px;margin:0 auto;padding:0 16px;border-bottom:1px solid var(--line);background:var(--paper)}header p,header a{display:inline-flex;align-items:center;gap:8px;min-height:48px;margin:0;font-size:.875rem}header a{flex:none;justify-content:flex-end;min-width:44px}.mark{flex:none;width:22px;height:22px}.mark rect{fill:var(--red)}.mark path{fill:none;stroke:var(--on-red);stroke-width:2.75}
main{max-width:640px;margin:0 auto;padding:24px 16px 32px;background:var(--paper)}h1{margin:0 0 12px;font-size:1.375rem;line-height:1.3}p{margin:0 0 12px}form{display:grid;gap:12px;margin:16px 0}
label{display:flex;gap:12px;align-items:center;min-height:48px}input[type=radio]{width:20px;height:20px;flex:none;accent-color:var(--ink)}
.field{display:block;min-width:0}input[type=search],select{width:100%;min-height:48px;padding:8px 12px;border:1px solid var(--edge);border-radius:8px;background:var(--paper);color:var(--ink);font:inherit}
button,.button{display:flex;align-items:center;justify-content:center;min-height:48px;padding:8px 16px;border:1px solid var(--edge);border-radius:8px;background:var(--paper);color:var(--ink);font:inherit;text-decoration:none}
.main{border-color:var(--red);background:var(--red);color:var(--on-red);font-weight:700}.muted{color:var(--ink-2);font-size:.875rem}a{color:var(--ink-2);text-underline-offset:.2em}
h2{margin:16px 0 4px;font-size:1.125rem;line-height:1.4}.words{white-space:pre-wrap}ul{list-style:none;margin:0 0 12px;padding:0}li{border-top:1px solid var(--line)}li a{display:block;padding:12px 0;color:var(--ink);text-decoration:none}li h2{margin:0}h2 a{text-decoration:underline}
.chain{list-style:none;margin:0 0 12px;padding:0}.chain p{margin:8px 0}.chain a{text-decoration:underline}
.way{display:inline-flex;align-items:center;min-width:44px;min-height:44px}
footer{max-width:640px;margin:0 auto;padding:16px;color:var(--ink-2);font-size:.875rem;text-align:center}footer p{display:flex;flex-wrap:wrap;justify-content:center;align-items:center;column-gap:24px;margin:0}
.elder{font-size:125%}.elder .muted,.elder header p,.elder header a,.elder footer{font-size:.9rem}.elder label,.elder select,.elder input[type=search],.elder button,.elder .button,.elder .way,.elder header a{min-height:60px}.elder header a,.elder .way{min-width:60px}.elder input[type=radio]{width:28px;height:28px}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}`

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Markup that was put together by `html`, so that nothing of it needs to be escaped any more. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const escaped = (value: unknown): string =>
  String(value).replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] as string,
  )

type Part = string | number | Markup | readonly Markup[]

const partOf = (part: Part): string =>
  part instanceof Markup
    ? part.text
    : Array.isArray(part)
      ? part.map((one: Markup) => one.text).join('')
      : escaped(part)

/** Markup with values in it; whatever is not markup itself is escaped. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.map((text, index) => text + partOf(parts[index] ?? '')).join(''))

export interface PlainPage {
  title: string
  body: Markup
  /** What stands under the page. */
  foot?: Markup
  status?: number
}

/** Whose page it is, with the mark of the voter's pages, and the way home. */
const headOf = (district: string): string =>
  '<header><p><svg class="mark" viewBox="0 0 24 24" aria-hidden="true">' +
  '<rect x="1" y="1" width="22" height="22" rx="5"/><path d="M11.5 6v7.5H18"/></svg>' +
  `<span>码上代表 · ${escaped(district)}人大</span></p><a href="/">首页</a></header>`

/** A whole page of one heading and its markup, under the name of its district. */
export function plainPage(reply: FastifyReply, district: string, page: PlainPage): FastifyReply {
  const title = escaped(page.title)
  const elder = isElder(reply.request) ? ' class="elder"' : ''
  keepElder(reply.request, reply)
  const foot = page.foot === undefined ? '' : `<footer>${page.foot.text}</footer>`
  return reply
    .code(page.status ?? 200)
    .headers({
      'content-security-policy': POLICY,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    .send(
      `<!doctype html><html lang="zh-CN"${elder}><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width,initial-scale=1">' +
        `<meta name="color-scheme" content="light dark"><title>${title} · 码上代表</title>` +
        `<link rel="icon" href="data:,"><style>${STYLE}</style></head>` +
        `<body>${headOf(district)}<main><h1>${title}</h1>${page.body.text}</main>${foot}</body></html>`,
    )
}
