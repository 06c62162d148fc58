import { createHash } from 'node:crypto'
import type { AppraisalRecord, ClosingRecord, RuleSetRecord } from './points.store.ts'

/** What the ledger keeps of words and numbers that lie in tables: whoever changes one changes it. */
const sealOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

export const ruleSetSeal = ({
  version,
  fromDay,
  rules,
  reason,
}: Pick<RuleSetRecord, 'version' | 'fromDay' | 'rules' | 'reason'>): string =>
  sealOf(version, fromDay, rules, reason)

export const appraisalSeal = ({
  closingId,
  representativeId,
  points,
  reason,
}: Pick<AppraisalRecord, 'closingId' | 'representativeId' | 'points' | 'reason'>): string =>
  sealOf(closingId, representativeId, points, reason)

/** Who signed, why, and until when it was made known. */
export const signatureSeal = ({
  period,
  signer,
  reason,
  noticeUntil,
}: Pick<ClosingRecord, 'period' | 'signer' | 'reason' | 'noticeUntil'>): string =>
  sealOf(period, signer, reason, noticeUntil)
