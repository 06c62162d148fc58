import { z } from 'zod'

/** What goes beside a kept copy, so that anybody can check it without this system. */
export const copyProof = z.object({
  what: z.string(),
  /** SHA-256 of the file, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  representative: z.string(),
  /** When it was kept, ISO 8601. */
  at: z.string(),
  /** Exactly these bytes are signed. */
  statement: z.string(),
  /** PEM; the very key that signs the ends of the ledger. */
  publicKey: z.string(),
  keyFingerprint: z.string(),
  /** Ed25519, base64. */
  signature: z.string(),
  check: z.array(z.string()),
})
export type CopyProof = z.output<typeof copyProof>

/** What the signature of a copy is over. */
export const copyStatement = (of: { sha256: string; representative: string; at: string }): string =>
  `mashang record copy 1\nsha256 ${of.sha256}\nrepresentative ${of.representative}\nat ${of.at}\n`

/** How to check it with programs that are everywhere. */
export const proofSteps: readonly string[] = [
  '有本系统的源码：npm run run verify-record 存档.pdf 签名.json',
  '没有：用 jq 和 OpenSSL 3，三样都要对上：',
  'jq -j .statement 签名.json > s.txt; jq -r .publicKey 签名.json > k.pem; jq -r .signature 签名.json | base64 -d > s.sig',
  '一、签名是这把密钥签的：openssl pkeyutl -verify -rawin -pubin -inkey k.pem -in s.txt -sigfile s.sig',
  '二、签的就是这个文件：sha256sum 存档.pdf，要和 s.txt 里 sha256 那一行一样（只看 s.txt，别的地方没有签名）',
  '三、密钥是系统的那一把：openssl pkey -pubin -in k.pem -outform DER | sha256sum | cut -c1-32，要和账本页“每日签名”上的指纹一样；请早早打印一份留着。',
]

/** What is printed in a copy itself: it cannot hold its own signature, but says where it is. */
export const checkWords = (id: string, keyFingerprint: string): readonly string[] => [
  `这是一份存档，编号 ${id}。存下时用给账本签名的密钥（Ed25519）签了名，密钥指纹 ${keyFingerprint}。`,
  '核对：登录后从系统里取这份档的签名文件；有了它，谁都可以不连本系统，照文件里写的几步看出这份 PDF 有没有被改过。',
]
