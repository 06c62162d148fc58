import { createHash, createPublicKey } from 'node:crypto'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { type CopyProof, copyStatement, proofSteps } from '@mashang/shared/records/proof.model.ts'
import { recordErrors } from '@mashang/shared/records/records.errors.ts'
import type { Context } from '../core/context.ts'
import {
  type LedgerSigner,
  ledgerSigner,
  signedBy,
  signingPlaces,
} from '../core/ledger/ledger.signing.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import type { CopyRecord } from './records.store.ts'

/** What is vouched for: this file, of this person, at this moment. */
type Vouched = Pick<CopyRecord, 'fingerprint' | 'representativeId' | 'at'>

/** Before these words a signature was a keyed hash, which only this server can check. */
const SCHEME = 'ed25519'

export const fingerprintOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

const statementOf = ({ fingerprint, representativeId, at }: Vouched): string =>
  copyStatement({ sha256: fingerprint, representative: representativeId, at: toIso(at) })

export async function copySigner(context: Context): Promise<LedgerSigner> {
  const signer = await ledgerSigner(signingPlaces(context.config))
  if (signer === null) throw new Failure(recordErrors.keyLost)
  return signer
}

/** The signature as it is kept: it names its key, so that it holds also when the key is another one later. */
export const signatureOf = ({ publicKey, sign }: LedgerSigner, of: Vouched): string =>
  [
    SCHEME,
    publicKey.toString('base64'),
    sign(Buffer.from(statementOf(of))).toString('base64'),
  ].join(':')

function partsOf(signature: string): { publicKey: Buffer; signature: Buffer } | null {
  const [scheme, key, signed] = signature.split(':')
  if (scheme !== SCHEME || key === undefined || signed === undefined) return null
  return { publicKey: Buffer.from(key, 'base64'), signature: Buffer.from(signed, 'base64') }
}

/** Whether anybody can check it, and not only this server. */
export const isProvable = ({ signature }: Pick<CopyRecord, 'signature'>): boolean =>
  partsOf(signature) !== null

/**
 * Whether a copy is what was kept. A key is believed that the ledger names beside the copy: whoever
 * may write the row could sign with one of their own.
 */
export async function isGenuine(context: Context, row: CopyRecord): Promise<boolean> {
  const parts = partsOf(row.signature)
  if (parts === null) {
    const { fingerprint, representativeId, at } = row
    const kept = `${fingerprint} ${representativeId} ${at}`
    return context.secrets.hash('record-copy', kept) === row.signature
  }
  const key = signedBy(parts.publicKey, Buffer.from(statementOf(row)), parts.signature)
  if (key === null) return false
  const facts = await factsOf(context, row.representativeId)
  return facts.some(({ type, data }) => {
    const said = type === 'record.frozen' ? JSON.parse(data) : {}
    return said.copyId === row.id && said.fingerprint === row.fingerprint && said.key === key
  })
}

/** The paper beside a copy, for whoever checks it outside; null: it was kept before there were any. */
export function proofOf(row: CopyRecord): CopyProof | null {
  const parts = partsOf(row.signature)
  if (parts === null) return null
  const key = createPublicKey({ key: parts.publicKey, type: 'spki', format: 'der' })
  const statement = statementOf(row)
  return {
    what: '码上代表：履职档案存档的签名',
    sha256: row.fingerprint,
    representative: row.representativeId,
    at: toIso(row.at),
    statement,
    publicKey: key.export({ type: 'spki', format: 'pem' }).toString(),
    keyFingerprint: signedBy(parts.publicKey, Buffer.from(statement), parts.signature) ?? '',
    signature: parts.signature.toString('base64'),
    check: [...proofSteps],
  }
}

/** What a file and its paper come to, without asking this system anything. */
export function checkedProof(
  bytes: Uint8Array,
  proof: CopyProof,
): { key: string } | 'other-file' | 'forged' {
  if (fingerprintOf(bytes) !== proof.sha256) return 'other-file'
  const statement = copyStatement(proof)
  const key = createPublicKey(proof.publicKey).export({ type: 'spki', format: 'der' })
  const by = signedBy(key, Buffer.from(statement), Buffer.from(proof.signature, 'base64'))
  return by === null || statement !== proof.statement ? 'forged' : { key: by }
}
