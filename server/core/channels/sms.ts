/**
 * Short messages: the first channel. A feature names a template and its values, never a vendor; how
 * a vendor is spoken to is known by its driver alone.
 */

/** What the operator set (`MASHANG_SMS_*`); the demo's `log` shows messages on the console instead. */
export type SmsSettings = { vendor: 'log' } | VendorSettings

export interface VendorSettings {
  vendor: 'aliyun' | 'tencent'
  keyId: string
  keySecret: string
  /** 短信签名: the name in 【】 that the vendor has approved. */
  signName: string
  /** The vendor's ids of the approved templates. */
  templates: {
    code: string
    /** Null: only codes are sent. */
    reminder: string | null
  }
  /** Tencent's SmsSdkAppId. */
  appId: string | null
  /** Origin of the vendor's API. */
  endpoint: string
}

/**
 * - `code`: a verification code, one variable `code` of six digits
 * - `reminder`: that something waits; `number` of the matter, `step`, `time`, in this order
 */
export type SmsTemplate = 'code' | 'reminder'

export interface SmsMessage {
  /** A mobile number of mainland China, 11 digits. */
  to: string
  template: SmsTemplate
  /** Values of the template's variables; their order is the order of a vendor that numbers them. */
  params: Record<string, string>
}

/**
 * Why a message was not taken.
 * - `number`: it cannot receive messages (wrong, or on the carrier's do-not-disturb list)
 * - `limited`: this number has been sent too many
 * - `account`: keys, signature, template, balance: the operator must act
 * - `unreachable`: no answer, or one that says nothing
 * - `resting`: the vendor failed several times in a row and is not asked for a while
 */
export type SmsRefusal = 'number' | 'limited' | 'account' | 'unreachable' | 'resting'

export type SmsOutcome =
  /** `vendorId`: the vendor's receipt; null where only a repetition told that it was taken. */
  | { accepted: true; vendorId: string | null }
  | {
      accepted: false
      reason: SmsRefusal
      /** When trying the same again makes sense: at once, after a while, or only once mended. */
      again: 'soon' | 'later' | 'never'
      /** The vendor's own word for it; never a number or text of a message. */
      vendorCode: string | null
    }

/** Sends one message. Answers within about 10 seconds, and never throws for what a vendor does. */
export interface Sms {
  readonly vendor: SmsSettings['vendor']
  /** Templates that are set up. */
  readonly templates: readonly SmsTemplate[]
  send(message: SmsMessage): Promise<SmsOutcome>
}

/** One attempt with one vendor. Throws NoAnswer. */
export type SmsDriver = (message: SmsMessage, signal: AbortSignal) => Promise<SmsOutcome>

export const refused = (
  reason: SmsRefusal,
  again: 'soon' | 'later' | 'never',
  vendorCode: string | null,
): SmsOutcome => ({
  accepted: false,
  reason,
  again,
  vendorCode: vendorCode !== null && /^[\w.-]{1,80}$/.test(vendorCode) ? vendorCode : null,
})
