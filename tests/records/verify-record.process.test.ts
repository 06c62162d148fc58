import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '@mashang/scripts/support/server-process.ts'
import { type CopyProof, copyStatement } from '@mashang/shared/records/proof.model.ts'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'mashang-proof-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('npm run run verify-record tells a copy from one that was changed, without any data', async () => {
  const pdf = Buffer.from('%PDF-1.7 a record')
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const of = {
    sha256: createHash('sha256').update(pdf).digest('hex'),
    representative: 'li',
    at: '2026-11-26T02:00:00.000Z',
  }
  const statement = copyStatement(of)
  const proof: CopyProof = {
    what: '签名',
    ...of,
    statement,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyFingerprint: '',
    signature: sign(null, Buffer.from(statement), privateKey).toString('base64'),
    check: [],
  }
  const at = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const file = at('a.pdf', pdf)
  const paper = at('a.json', JSON.stringify(proof))
  const said = async (...args: string[]) => {
    const { code, printed } = await run('scripts/verify-record.ts', { ARGS: '' }, args)
    return [code, printed.split('\n')[0]]
  }
  expect(await said(file, paper)).toEqual([0, '✓ 和 2026-11-26 10:00 签名时一字不差。'])
  expect(await said(at('b.pdf', '%PDF-1.7 another'), paper)).toEqual([
    1,
    '✗ 这份文件和签名时的不一样：被改过，或拿错了签名文件。',
  ])
  const moved = at('b.json', JSON.stringify({ ...proof, representative: 'zhang' }))
  expect((await said(file, moved))[1]).toMatch(/^✗ 签名对不上/)
  expect((await said(file, file))[1]).toMatch(/^✗ .*a\.pdf 打不开，或不是要核对的那种文件。/)
  expect((await said())[1]).toMatch(/^✗ 请写两个文件/)
})
