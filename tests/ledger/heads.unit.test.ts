import { generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import {
  keepHead,
  lineOf,
  nextHead,
  readHeads,
  type SigningPlaces,
  signingPlaces,
} from '@mashang/server/core/ledger/ledger.signing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'mashang-heads-'))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const places = (): SigningPlaces =>
  signingPlaces({ dataFolder: mkdtempSync(join(parent, 'data-')), keys: null, ledgerKey: null })

const sign = async (at: SigningPlaces, sequence: number) => {
  const head = await nextHead(at, {
    district: 'home',
    day: `2026-11-0${sequence}`,
    at: sequence,
    sequence,
    hash: `hash-${sequence}`,
  })
  expect(await keepHead(at, lineOf(head))).toBe(true)
  return head
}

/** The list after something was done to its lines. */
async function changed(change: (lines: string[]) => string[]) {
  const at = places()
  for (const sequence of [1, 2, 3]) await sign(at, sequence)
  const lines = readFileSync(at.heads, 'utf8').trimEnd().split('\n')
  writeFileSync(at.heads, `${change(lines).join('\n')}\n`)
  const { fault, heads } = readHeads(at)
  return { fault, sequences: heads.map(({ sequence }) => sequence) }
}

describe('signed ends of the ledger', () => {
  it('lie in the data folder, and the key where the settings say', () => {
    expect(signingPlaces({ dataFolder: '/data', keys: null, ledgerKey: null })).toEqual({
      key: join('/data', 'ledger-signing.key'),
      heads: join('/data', 'ledger-heads.jsonl'),
    })
    expect(signingPlaces({ dataFolder: '/data', keys: null, ledgerKey: '/stick/key' }).key).toBe(
      '/stick/key',
    )
  })

  it('given two that were signed, then both are proven and hang together', async () => {
    const at = places()
    const first = await sign(at, 1)
    const second = await sign(at, 2)
    const { fault, heads, fingerprint } = readHeads(at)
    expect({ fault, heads }).toEqual({ fault: null, heads: [first, second] })
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/)
    expect(first.previous).toBe('0'.repeat(64))
    expect(second.previous).not.toBe(first.previous)
  })

  it('given nothing yet, then nothing is wrong', async () => {
    const at = places()
    const nothing = { fault: null, heads: [], fingerprint: null }
    expect(readHeads(at)).toEqual(nothing)
    writeFileSync(at.heads, '')
    expect(readHeads(at)).toEqual(nothing)
    expect((await sign(at, 1)).sequence).toBe(1)
  })

  it.each(['key', 'heads'] as const)(
    'given that the %s is gone, then it is told as lost',
    async (what) => {
      const at = places()
      await sign(at, 1)
      rmSync(at[what])
      expect(readHeads(at)).toEqual({ fault: 'lost', heads: [], fingerprint: null })
    },
  )

  it('given that the list is gone, then nothing new is signed', async () => {
    const at = places()
    await sign(at, 1)
    rmSync(at.heads)
    await expect(sign(at, 2)).rejects.toThrow(ConfigError)
    expect(existsSync(at.heads)).toBe(false)
  })

  it('given a half line, then it does not count, and the next takes its place', async () => {
    const at = places()
    await sign(at, 1)
    const before = readFileSync(at.heads, 'utf8')
    appendFileSync(at.heads, '{"district":"h')
    expect(readHeads(at)).toMatchObject({ fault: null, heads: [{ sequence: 1 }] })
    await sign(at, 2)
    expect(readHeads(at)).toMatchObject({ fault: null, heads: [{ sequence: 1 }, { sequence: 2 }] })
    expect(readFileSync(at.heads, 'utf8').startsWith(`${before}{"district":"home"`)).toBe(true)
  })

  it.each<[string, (lines: string[]) => string[], number[]]>([
    ['says another hash', (l) => l.with(1, `${l[1]}`.replace('hash-2', 'hash-9')), [1]],
    ['is written with a blank', (l) => l.with(1, `${l[1]}`.replace(',', ', ')), [1]],
    ['is no line of ours', (l) => l.with(2, 'x'), [1, 2]],
    [
      'has a number for its signature',
      (l) => l.with(1, `${l[1]}`.replace(/"signature":".*"/, '"signature":7')),
      [1],
    ],
    ['is left out', (l) => l.toSpliced(1, 1), [1]],
    ['at the beginning is left out', (l) => l.slice(1), []],
  ])(
    'given a line that %s, then it is forged, and so is what follows',
    async (_, change, sequences) => {
      expect(await changed(change)).toEqual({ fault: 'forged', sequences })
    },
  )

  it('given a key of another kind, then it is refused', async () => {
    const at = places()
    await sign(at, 1)
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    writeFileSync(at.key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(() => readHeads(at)).toThrow(ConfigError)
  })

  it('given another key of the right kind, then what was signed is not believed', async () => {
    const [at, other] = [places(), places()]
    await sign(at, 1)
    await sign(other, 1)
    writeFileSync(at.key, readFileSync(other.key))
    expect(readHeads(at)).toMatchObject({ fault: 'forged', heads: [] })
  })
})
