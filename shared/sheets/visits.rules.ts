/** A request for a code's page, as far as it tells people from machines. */
export interface ScanRequest {
  method: string
  headers: Record<string, string | string[] | undefined> & { 'user-agent'?: string | undefined }
  /** Our own staff look at posters; they are no voters. */
  signedIn: boolean
}

/**
 * Programs that open pages by themselves: search engines, previews of links in chats, monitors.
 * A browser inside an app (MicroMessenger, DingTalk, QQ) is a person, its preview service is not;
 * Cubot makes telephones.
 */
const MACHINE =
  /(?<!\bcu)bot(?:[/_;)+-]|$)|crawl|spider|slurp|preview|externalhit|whatsapp|headless|lighthouse|monitor|uptime|scan(?:ner)?\b|archiver|^(?:curl|wget|python|java|go-http|okhttp|axios|node|apache-httpclient|libwww|php)/i

const names = (value: string | string[] | undefined): string => String(value ?? '').toLowerCase()

/** Whether somebody looks at the page now. Not counted: machines, prefetching, HEAD, our own staff. */
export function isPerson({ method, headers, signedIn }: ScanRequest): boolean {
  if (method !== 'GET' || signedIn) return false
  const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
  if (purposes.some((name) => /prefetch|prerender|preview/.test(names(headers[name])))) return false
  const agent = headers['user-agent'] ?? ''
  return agent !== '' && !MACHINE.test(agent)
}
