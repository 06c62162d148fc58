/** What somebody of a department does with its answers; who is neither does both. */
export const signingParts = { head: '签发人', clerk: '经办人' } as const
export type SigningPart = keyof typeof signingParts

export const signingHints: Readonly<Record<SigningPart | 'both', string>> = {
  both: '自己拟、自己签发；签发时写明是哪位负责人',
  head: '签发或退回经办人拟的答复，也可以自己拟',
  clerk: '拟好答复送签，不能签发',
}

/** Null: both, as every account of a department was before there was the difference. */
export type Signing = { part: 'head'; post: string } | { part: 'clerk' } | null

export const signingWords = (given: Signing): string =>
  given === null
    ? '自己拟、自己签发'
    : given.part === 'head'
      ? `${signingParts.head}（${given.post}）`
      : signingParts.clerk
