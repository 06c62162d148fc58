/**
 * What every answer says to browsers. Constant, so it is made once: working it out anew for every
 * request (as a general plugin must) cost a tenth of a filing.
 */
export const securityHeaders = (publicUrl: string): Readonly<Record<string, string>> => ({
  // The pages set a content policy of their own; this one is for answers that are no pages.
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(publicUrl.startsWith('https:')
    ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : {}),
})
