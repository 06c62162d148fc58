/** A phone that is being verified; kept with the draft, so that a lost signal costs nothing. */
export interface PhoneProof {
  /** Empty: the server asks for none any more. */
  id: string
  /** The number that it is for, as it was typed. */
  phone: string
  code: string
  /** ISO 8601; after that a new code is needed. */
  expiresAt: string
  /** `checked`: the code was right; `number`, `channel`: none could be sent, file without. */
  state: 'sent' | 'checked' | 'number' | 'channel'
}
