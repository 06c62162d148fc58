import type { IncomingHttpHeaders } from 'node:http'

type Headers = Readonly<Record<string, string>>

/**
 * What every answer says to browsers. Constant, so it is made once: working it out anew for every
 * request (as a general plugin must) cost a tenth of a filing.
 */
export function securityHeaders(publicUrl: string): (openedElsewhere: boolean) => Headers {
  const always = {
    // The pages set a content policy of their own; this one is for answers that are no pages.
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(publicUrl.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
  }
  const cutOff = { ...always, 'cross-origin-opener-policy': 'same-origin' }
  return (openedElsewhere) => (openedElsewhere ? cutOff : always)
}

/**
 * Whether a page of another site may have opened this one, which must be cut off from it. For that a
 * browser moves the page to a new process, and a slow phone sees it later; what a scan, a typed
 * address or a page of ours has opened holds on to nobody. A browser that does not say is not trusted.
 */
export function openedElsewhere({ 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return site !== 'none' && site !== 'same-origin'
}
