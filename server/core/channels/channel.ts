/**
 * One shape for every way a message leaves. A feature says what is to be said and to where; how a
 * peer is spoken to is known by its driver alone.
 */

/** Where a message goes. Holds what must not be logged. */
export type Destination =
  | { channel: 'mail'; address: string }
  /** A mobile number of mainland China, 11 digits. */
  | { channel: 'sms'; phone: string }
  | { channel: 'wechat'; openid: string }
  /** Somebody who agreed to one message. */
  | { channel: 'wechat-once'; openid: string }
  | { channel: 'wecom'; url: string }
  | { channel: 'dingtalk'; url: string; secret: string | null }
  /** Newest secret first; while one is being replaced, both sign. */
  | { channel: 'webhook'; url: string; secrets: string[] }

export type ChannelName = Destination['channel']

export interface Message {
  /** The same for every attempt, so that a peer that remembers it takes the message once. */
  id: string
  to: Destination
  /** One line: a mail's subject, a card's heading. */
  title: string
  lines: string[]
  /** Absolute address where to go on; null: nowhere. */
  link: string | null
  /**
   * Values of approved templates, for channels that know only those. `time` is for people
   * ("11月24日 10:32 前"), `moment` for templates that take nothing but a time.
   */
  params: { number: string; step: string; time: string; moment: string }
  /** Absolute address that ends such mails without signing in; null where nothing can be ended. */
  unsubscribe: string | null
  /** What another system is told, for webhooks. */
  event: Record<string, unknown>
}

/**
 * Why a message was not taken.
 * - `address`: it cannot be reached at all (no such mailbox, robot removed, does not follow us)
 * - `limited`: too many to this address
 * - `account`: keys, signature, template, balance: somebody must act
 * - `refused`: the peer does not want this message and does not say why in a way that we know
 * - `unreachable`: no answer, or one that says nothing
 * - `forbidden`: the address leads to where messages must not go
 * - `resting`: it failed several times in a row and is not asked for a while
 */
export type Refusal =
  | 'address'
  | 'limited'
  | 'account'
  | 'refused'
  | 'unreachable'
  | 'forbidden'
  | 'resting'

export type Outcome =
  /** `receipt`: the peer's own number for it, where it gave one. */
  | { accepted: true; receipt: string | null }
  | {
      accepted: false
      reason: Refusal
      /** When trying the same again makes sense: soon, after a while, or only once mended. */
      again: 'soon' | 'later' | 'never'
      /** The peer's own word for it; never an address or text of a message. */
      peerCode: string | null
    }

/** Hands one message over. Never throws for what a peer does, and always answers in time. */
export interface Channel {
  send(message: Message): Promise<Outcome>
}

/** One attempt with one peer. Throws NoAnswer where it says nothing, Forbidden where it must not be asked. */
export type Driver<To extends Destination = Destination> = (
  message: Message & { to: To },
  signal: AbortSignal,
) => Promise<Outcome>

const CODE = /^[\w.: -]{1,80}$/

export const declined = (
  reason: Refusal,
  again: 'soon' | 'later' | 'never',
  peerCode: string | number | null = null,
): Outcome => {
  const code = peerCode === null ? null : String(peerCode)
  return {
    accepted: false,
    reason,
    again,
    peerCode: code !== null && CODE.test(code) ? code : null,
  }
}

export const taken = (receipt: string | null = null): Outcome => ({ accepted: true, receipt })
