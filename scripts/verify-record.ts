/**
 * `npm run run verify-record <copy.pdf> <signature.json>`: whether a kept copy of a record is what was
 * signed. Asks no server and no database. Ends with 1 where it is not.
 */
import { readFileSync } from 'node:fs'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { checkedProof } from '@mashang/server/records/copy-signatures.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { type CopyProof, copyProof } from '@mashang/shared/records/proof.model.ts'
import { command } from './support/command.ts'

const faults = {
  'other-file': '这份文件和签名时的不一样：被改过，或拿错了签名文件。',
  forged: '签名对不上：签名文件被改过，或不是本系统签的。',
} as const

function read<T>(file: string, as: (bytes: Buffer) => T): T {
  try {
    return as(readFileSync(file))
  } catch {
    throw new ConfigError(`${file} 打不开，或不是要核对的那种文件。`)
  }
}

const proofIn = (bytes: Buffer): CopyProof => copyProof.parse(JSON.parse(bytes.toString()))

await command(async () => {
  const [file, proofFile] = process.argv.slice(2)
  if (file === undefined || proofFile === undefined)
    throw new ConfigError('请写两个文件：npm run run verify-record 存档.pdf 签名.json')
  const proof = read(proofFile, proofIn)
  const found = checkedProof(
    read(file, (bytes) => bytes),
    proof,
  )
  if (typeof found === 'string') {
    console.error(`✗ ${faults[found]}`)
    return 1
  }
  console.log(`✓ 和 ${momentDigits(Date.parse(proof.at))} 签名时一字不差。`)
  console.log(
    `密钥指纹 ${found.key}：请和账本页“每日签名”上的（或以前打印的那份）对照，一样才是本系统签的。`,
  )
  return 0
})
