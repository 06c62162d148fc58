import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { VoterBundle } from './bundle.ts'

const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string,
  )

/** JSON inside a script element: nothing in it may end the element or start another. */
const embeddedJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Tells a page's script where WeChat's script is from; null: it has no business with it. */
export const scriptMeta = (script: string | null): string =>
  script === null ? '' : `<meta name="wechat" content="${escapeHtml(script)}">`

/**
 * What is asked for with the first bytes of a page. Asked for before the page is painted, scripts cost
 * a slow phone a third of the time to the first paint; only a form is waited for.
 */
const earlyScripts = (bundle: VoterBundle, view: VoterPage['view']): string[] =>
  view === 'file' ? bundle.scripts(view) : []

/** The same as a header, which is there before the page is; null: nothing. */
export function earlyLinks(bundle: VoterBundle, view: VoterPage['view']): string | null {
  const links = earlyScripts(bundle, view).map((href) => `<${href}>; rel=modulepreload`)
  return links.length === 0 ? null : links.join(', ')
}

/** What takes the page over: a few words inside the page ask for it once the page is painted. */
function scriptsOf(bundle: VoterBundle, view: VoterPage['view']): string {
  const scripts = bundle.scripts(view)
  const early = earlyScripts(bundle, view)
  const then = early.length === 0 ? scripts : scripts.slice(0, 1)
  return (
    // Again, for browsers that do not read such a header.
    early.map((href) => `<link rel="modulepreload" href="${href}">`).join('') +
    `<script data-then="${then.join(' ')}">${bundle.boot}</script>`
  )
}

/** A receipt keeps room for buttons that script brings, a form for its count of letters. */
const waitsForScript = ({ view }: VoterPage): boolean => view === 'receipt' || view === 'file'

/**
 * A whole voter page: painted markup, its data, and the script that takes over afterwards.
 * @param script origin of WeChat's script, for a page that is open inside it
 */
export async function voterDocument(
  bundle: VoterBundle,
  page: VoterPage,
  script: string | null,
): Promise<string> {
  const { html, title, css, letters } = await bundle.render(page)
  const elder = page.elder ? ' class="elder"' : ''
  return (
    `<!doctype html><html lang="zh-CN"${elder}><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">' +
    '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">' +
    `<meta name="referrer" content="same-origin"><title>${escapeHtml(title)}</title>` +
    `${scriptMeta(script)}<link rel="icon" href="data:,"><style>${css}</style>` +
    `${letters === null ? '' : `<style id="letters">${letters}</style>`}` +
    `${waitsForScript(page) ? `<noscript><style>${bundle.unscripted}</style></noscript>` : ''}</head>` +
    `<body><div id="app">${html}</div>` +
    `<script type="application/json" id="page">${embeddedJson(page)}</script>` +
    `${scriptsOf(bundle, page.view)}</body></html>`
  )
}

/** One sentence on what went wrong, and the way out; needs neither data nor script. */
export const troubleDocument = (
  bundle: VoterBundle,
  title: string,
  detail: string | null,
): string =>
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1">' +
  '<meta name="color-scheme" content="light dark"><title>没有打开 · 码上代表</title>' +
  `<link rel="icon" href="data:,"><style>${bundle.css}</style></head>` +
  '<body><header class="head"><svg class="mark" viewBox="0 0 24 24" aria-hidden="true">' +
  '<rect class="mark-ground" x="1" y="1" width="22" height="22" rx="5"/>' +
  '<path class="mark-hand" d="M11.5 6v7.5H18"/></svg><p class="head-title">码上代表</p></header>' +
  `<main class="section trouble"><h1>${escapeHtml(title)}</h1>` +
  `${detail === null ? '' : `<p>${escapeHtml(detail)}</p>`}` +
  '<p><a href="">再试一次</a></p><p><a href="/">回到首页</a></p></main></body></html>'

/** Own scripts, and WeChat's where the page is open inside it. */
const scripts = (script: string | null): string => (script === null ? "'self'" : `'self' ${script}`)

/** Content policy of a voter page: own scripts and letters, the script and the styles inside it, nothing else. */
export const voterPolicy = (bundle: VoterBundle, script: string | null): string =>
  [
    "default-src 'none'",
    `script-src '${bundle.bootHash}' ${scripts(script)}`,
    `style-src ${bundle.styleHashes.map((hash) => `'${hash}'`).join(' ')} 'self'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
  ].join('; ')

/**
 * Content policy of the two apps; their component libraries set inline style, and a patrol's camera
 * reads codes with our own WebAssembly where the browser cannot.
 */
export const appPolicy = (script: string | null): string =>
  [
    "default-src 'none'",
    `script-src ${scripts(script)} 'wasm-unsafe-eval'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join('; ')
