/** Why what was signed cannot be believed. */
export const headFaultWords = {
  lost: '给账本签名的密钥或签名记录不见了，请从备份找回来，再查是谁动过。',
  forged: '账本的签名记录被改过，请用打印的或邮寄的那份核对，再查是谁动过。',
} as const

export const headMailTitle = (district: string, day: string): string =>
  `${district}账本每日签名 ${day}`

export const headMailWords = (head: {
  day: string
  sequence: number
  hash: string
  signature: string
}): string[] => [
  `到 ${head.day}，账本有 ${head.sequence} 条，最后一条的指纹是：`,
  head.hash,
  '签名：',
  head.signature,
  '请留着这封信。以后账本要是被人整个改过，和它就对不上。',
]
