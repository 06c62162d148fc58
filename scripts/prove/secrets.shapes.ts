/** Keys and tokens as their makers shape them: what is looked for first, and the whole. */
const SHAPES: readonly (readonly [marks: readonly string[], RegExp])[] = [
  [['PRIVATE KEY-----'], /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[\w+/=]{40}/],
  [['AKIA'], /\bAKIA[0-9A-Z]{16}\b/],
  [['LTAI'], /\bLTAI[0-9A-Za-z]{16,24}\b/],
  [['AKID'], /\bAKID[0-9A-Za-z]{32}\b/],
  [['AIza'], /\bAIza[0-9A-Za-z_-]{35}\b/],
  [['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], /\bgh[pousr]_[0-9A-Za-z]{36}\b/],
  [['github_pat_'], /\bgithub_pat_[0-9A-Za-z_]{60,}\b/],
  [['glpat-'], /\bglpat-[0-9A-Za-z_-]{20}\b/],
  [['npm_'], /\bnpm_[0-9A-Za-z]{36}\b/],
  [['sk_live_'], /\bsk_live_[0-9A-Za-z]{24,}\b/],
  [['xoxa-', 'xoxb-', 'xoxp-'], /\bxox[abp]-[0-9A-Za-z-]{20,}\b/],
]

/** Larger ones hold pictures and fonts. */
const MOST = 4 * 1024 * 1024

/** Whether something in a file looks like a key or a token; of what is no text, nothing is looked at. */
export function holdsSecret(bytes: Buffer): boolean {
  if (bytes.length > MOST || bytes.includes(0)) return false
  return SHAPES.some(
    ([marks, shape]) =>
      // Looking for bytes is far quicker than reading them as words.
      marks.some((mark) => bytes.includes(mark)) && shape.test(bytes.toString('utf8')),
  )
}
