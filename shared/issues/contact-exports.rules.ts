import { type EpochMs, HOUR } from '../core/clock.ts'
import { type ContactExportState, contactExportLimits } from './contact-exports.words.ts'

export interface ContactExport {
  state: Exclude<ContactExportState, 'expired'>
  askedBy: string
  expiresAt: EpochMs
}

/** What was neither decided nor taken in time is over; nothing stores that. */
export const contactExportStateAt = (one: ContactExport, now: EpochMs): ContactExportState =>
  (one.state === 'asked' || one.state === 'approved') && now > one.expiresAt ? 'expired' : one.state

/** Counted anew from the yes, so that whoever asked has a day to take it. */
export const contactExportExpiry = (from: EpochMs): EpochMs =>
  from + contactExportLimits.hours * HOUR

/**
 * Two persons: nobody says yes to a request of their own, nor to one of an account that is in one
 * hand with theirs.
 */
export function contactExportRights(
  one: ContactExport,
  accountId: string,
  now: EpochMs,
  independent: boolean,
): { decide: boolean; withdraw: boolean; download: boolean } {
  const state = contactExportStateAt(one, now)
  const own = one.askedBy === accountId
  return {
    decide: state === 'asked' && !own && independent,
    withdraw: (state === 'asked' || state === 'approved') && own,
    download: state === 'approved' && own,
  }
}
