import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chained, GENESIS, hashOf } from '@mashang/server/core/ledger/ledger.chain.ts'
import {
  beginList,
  keepHead,
  ledgerSigner,
  lineOf,
  nextHead,
  readHeads,
  type SigningPlaces,
  signedBy,
  signingPlaces,
} from '@mashang/server/core/ledger/ledger.signing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'mashang-signer-'))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))
const places = (): SigningPlaces =>
  signingPlaces({ dataFolder: mkdtempSync(join(parent, 'data-')), keys: null, ledgerKey: null })

describe('who signs what is checked outside', () => {
  const bytes = Buffer.from('履职档案')

  it('has the key of the signed ends, made once, and leaves nothing beside it', async () => {
    const at = places()
    const signer = await ledgerSigner(at)
    if (signer === null) throw new Error('nobody signs')
    expect(readHeads(at)).toEqual({ fault: null, heads: [], fingerprint: signer.fingerprint })
    expect(readdirSync(join(at.key, '..')).sort()).toEqual([
      'ledger-heads.jsonl',
      'ledger-signing.key',
    ])
    const again = await ledgerSigner(at)
    expect(again?.publicKey).toEqual(signer.publicKey)
    const signature = signer.sign(bytes)
    expect(signedBy(signer.publicKey, bytes, signature)).toBe(signer.fingerprint)
    expect(signedBy(signer.publicKey, Buffer.from('别的'), signature)).toBeNull()
    expect(signedBy(Buffer.from('no key'), bytes, signature)).toBeNull()
  })

  it('is none where what was signed is lost', async () => {
    const at = places()
    await ledgerSigner(at)
    rmSync(at.heads)
    expect(await ledgerSigner(at)).toBeNull()
    expect(existsSync(at.heads)).toBe(false)
  })

  it('is no key of another kind', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const der = publicKey.export({ type: 'spki', format: 'der' })
    expect(signedBy(der, bytes, sign(null, bytes, privateKey))).toBeNull()
  })

  it('of several that begin at once is one', async () => {
    const at = places()
    const signers = await Promise.all(Array.from({ length: 5 }, () => ledgerSigner(at)))
    expect(new Set(signers.map((one) => one?.fingerprint)).size).toBe(1)
    const made = createPublicKey(readFileSync(at.key, 'utf8')).export({
      type: 'spki',
      format: 'der',
    })
    expect(signers[0]?.publicKey).toEqual(made)
  })
})

describe('the list of signed ends', () => {
  const end = { district: 'home', day: '2026-11-01', at: 1, sequence: 1, hash: 'h' }

  it('is begun empty where there is none, and left alone where there is one', async () => {
    const at = places()
    await beginList(at)
    expect(readFileSync(at.heads, 'utf8')).toBe('')
    writeFileSync(at.heads, 'something\n')
    await beginList(at)
    expect(readFileSync(at.heads, 'utf8')).toBe('something\n')
  })

  it('takes a line once, and nothing that does not follow', async () => {
    const at = places()
    const line = lineOf(await nextHead(at, end))
    expect(await keepHead(at, line)).toBe(true)
    expect(await keepHead(at, line)).toBe(false)
    expect(await keepHead(at, 'no line')).toBe(false)
    expect(readFileSync(at.heads, 'utf8')).toBe(`${line}\n`)
  })

  it('is begun with its first line, also where nothing was prepared', async () => {
    const [one, other] = [places(), places()]
    const head = await nextHead(one, end)
    expect(await keepHead(other, lineOf(head))).toBe(false)
    expect(existsSync(other.key)).toBe(true)
  })
})

describe('the next row of the chain', () => {
  const fact = {
    at: 5,
    type: 'issue.filed',
    actor: { kind: 'voter', id: null },
    subject: { kind: 'issue', id: 'i1' },
  } as const
  it('follows the one before, with what the fact says', () => {
    const row = chained('home', { sequence: 7, hash: GENESIS }, { ...fact, data: { number: 3 } })
    expect(row).toMatchObject({ sequence: 8, at: 5, actorId: null, data: '{"number":3}' })
    const { hash, ...rest } = row
    expect(hash).toBe(hashOf(GENESIS, rest))
    expect(chained('home', { sequence: 0, hash: GENESIS }, fact)).toMatchObject({
      sequence: 1,
      data: '{}',
    })
  })
})
