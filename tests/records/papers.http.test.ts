import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { readHeads, signingPlaces } from '@mashang/server/core/ledger/ledger.signing.ts'
import { factsOf, verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { freezeWhatEnded } from '@mashang/server/records/copies.usecases.ts'
import { checkedProof } from '@mashang/server/records/copy-signatures.ts'
import { copiesOf } from '@mashang/server/records/records.store.ts'
import { recordTools } from '@mashang/server/records/tools.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import type { RecordWords } from '@mashang/shared/records/document.rules.ts'
import { copyProof } from '@mashang/shared/records/proof.model.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { multipart } from '../photos/upload.ts'
import { done, text, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { unzipped } from '../support/unzipped.ts'
import { heldBy, reward } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
let zhang: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, li, zhang] = await Promise.all([t.as('office'), t.as(0), t.as(1)])
  await post(office, `/api/records/${idOf(0)}/rewards`, reward())
})
afterAll(() => t.close())

const idOf = (index: 0 | 1 | 2): string => seeded(t, index).id
const record = async (by: Client, id = idOf(0), query = ''): Promise<RecordView> =>
  (await by({ url: `/api/records/${id}${query}` })).json()
const held = (kind: string, changes: object = {}) => heldBy(t, office, kind, changes)

describe('a file', () => {
  it('is a PDF or a Word file with every section, also the empty ones', async () => {
    const pdf = await li({ url: `/api/records/${idOf(0)}/file.pdf` })
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const word = await office({ url: `/api/records/${idOf(0)}/file.docx` })
    const body = (await unzipped(word.rawPayload)).get('word/document.xml')?.toString() ?? ''
    expect(body).toContain('李婺代表履职档案')
    expect(body).toContain('三、出席会议')
    expect(body).toContain('六、小组和家站活动')
    expect(body).toContain('优秀人大代表')
    expect(outcome(await zhang({ url: `/api/records/${idOf(0)}/file.pdf` }))).toBe(
      '404 record.not-found',
    )
  })

  it('of the whole congress is one archive, with its progress', async () => {
    const ticket = crypto.randomUUID()
    const all = await office({ url: `/api/exports/records?file=docx&ticket=${ticket}` })
    const files = await unzipped(all.rawPayload)
    expect([...files.keys()]).toEqual([
      '0001 李婺代表/李婺代表履职档案.docx',
      '0002 张建平代表/张建平代表履职档案.docx',
      '0003 那顺巴雅尔代表/那顺巴雅尔代表履职档案.docx',
    ])
    expect((await office({ url: `/api/exports/${ticket}` })).json()).toEqual({
      done: 3,
      total: 3,
      beside: { files: 0, missing: 0 },
    })
    expect(outcome(await li({ url: '/api/exports/records' }))).toBe('403 auth.forbidden')
  })
})

describe('a kept copy', () => {
  it('stays as it was, whatever happens afterwards, and shows when it was touched', async () => {
    const body = { id: crypto.randomUUID(), reason: '届中检查' }
    const keep = () => post(office, `/api/records/${idOf(0)}/copies`, body)
    const [first, again] = [await keep(), await keep()]
    expect([outcome(first), again.json()]).toEqual(['201', first.json()])
    const { fingerprint } = first.json()
    const take = () => li({ url: `/api/records/${idOf(0)}/copies/${body.id}/file.pdf` })
    const before = (await take()).rawPayload
    await held('training')
    expect((await take()).rawPayload.equals(before)).toBe(true)
    expect((await record(li)).copies).toMatchObject([{ id: body.id, fingerprint }])
    expect(
      outcome(await zhang({ url: `/api/records/${idOf(0)}/copies/${body.id}/file.pdf` })),
    ).toBe('404 record.not-found')
    await execute(t, `update record_copies set at = at + 1 where id = '${body.id}'`)
    expect(outcome(await take())).toBe('500 record.copy-damaged')
  })

  const kept = async (): Promise<{ id: string; url: string; provable: boolean }> => {
    const body = { id: crypto.randomUUID(), reason: '抽查' }
    const { provable } = (await post(office, `/api/records/${idOf(0)}/copies`, body)).json()
    return { id: body.id, url: `/api/records/${idOf(0)}/copies/${body.id}`, provable }
  }

  it('is checked by anybody with its signature and the key of the ledger alone', async () => {
    const { url, provable } = await kept()
    expect(provable).toBe(true)
    const pdf = (await li({ url: `${url}/file.pdf` })).rawPayload
    const reply = await li({ url: `${url}/signature.json` })
    const proof = copyProof.parse(reply.json())
    const key = createPublicKey(proof.publicKey)
    const signature = Buffer.from(proof.signature, 'base64')
    expect(verify(null, Buffer.from(proof.statement), key, signature)).toBe(true)
    expect(proof.statement).toContain(createHash('sha256').update(pdf).digest('hex'))
    const { fingerprint } = readHeads(signingPlaces(t.context.config))
    expect(proof.keyFingerprint).toBe(fingerprint)
    expect(checkedProof(pdf, proof)).toEqual({ key: fingerprint })
    expect(checkedProof(Buffer.concat([pdf, Buffer.from(' ')]), proof)).toBe('other-file')
    expect(checkedProof(pdf, { ...proof, at: '2020-01-01T00:00:00.000Z' })).toBe('forged')
    expect(outcome(await zhang({ url: `${url}/signature.json` }))).toBe('404 record.not-found')
  })

  it('is not believed where somebody signed it anew with a key of their own', async () => {
    const { id, url } = await kept()
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const proof = copyProof.parse((await li({ url: `${url}/signature.json` })).json())
    const own = [
      'ed25519',
      publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      sign(null, Buffer.from(proof.statement), privateKey).toString('base64'),
    ].join(':')
    await execute(t, `update record_copies set signature = '${own}' where id = '${id}'`)
    for (const what of ['file.pdf', 'signature.json'])
      expect(outcome(await li({ url: `${url}/${what}` }))).toBe('500 record.copy-damaged')
  })

  it('kept before there were such signatures is still checked by the server itself', async () => {
    const { id, url } = await kept()
    const row = (await copiesOf(t.context, idOf(0))).find((one) => one.id === id)
    const hash = t.context.secrets.hash('record-copy', `${row?.fingerprint} ${idOf(0)} ${row?.at}`)
    await execute(t, `update record_copies set signature = '${hash}' where id = '${id}'`)
    expect(outcome(await li({ url: `${url}/file.pdf` }))).toBe('200')
    expect(outcome(await li({ url: `${url}/signature.json` }))).toBe('404 record.copy-unsigned')
    const shown = (await record(li)).copies.find((one) => one.id === id)
    expect(shown?.provable).toBe(false)
    await execute(t, `update record_copies set at = at + 1 where id = '${id}'`)
    expect(outcome(await li({ url: `${url}/file.pdf` }))).toBe('500 record.copy-damaged')
  })

  it('is made once when an office or a term ends, and its fingerprint stands in the ledger', async () => {
    const printer = createPrinter()
    const printed: RecordWords[] = []
    const tools = recordTools(t.context, {
      record: (words, madeAt) => {
        printed.push(words)
        return printer.record(words, madeAt)
      },
    })
    expect(await freezeWhatEnded(t.context, tools)).toBe(0)
    const leave = await post(office, `/api/representatives/${idOf(2)}/departure`, {
      on: '2026-11-23',
    })
    expect(leave.statusCode).toBe(200)
    t.clock.advance(1)
    expect(await freezeWhatEnded(t.context, tools)).toBe(1)
    expect(await freezeWhatEnded(t.context, tools)).toBe(0)
    // At a change of term, everybody who goes on; whoever had left has theirs.
    await t.context.db.commit(
      'home',
      [],
      [
        {
          at: t.clock.now(),
          type: 'term.changed',
          actor: { kind: 'system', id: null },
          subject: { kind: 'term', id: crypto.randomUUID() },
        },
      ],
    )
    expect(await freezeWhatEnded(t.context, tools)).toBe(2)
    expect(await freezeWhatEnded(t.context, tools)).toBe(0)
    await printer.close()
    expect((await record(li)).copies).toContainEqual(
      expect.objectContaining({ reason: '换届存档', by: '系统' }),
    )
    const [copy] = (await record(office, idOf(2))).copies
    expect(copy).toMatchObject({ reason: '离任存档', by: '系统' })
    // The paper says itself how it is checked, and by which key.
    const { fingerprint: key } = readHeads(signingPlaces(t.context.config))
    expect(printed[0]?.sections.at(-1)).toMatchObject({
      heading: expect.stringContaining('核对'),
      lines: [{ text: expect.stringContaining(key ?? 'none') }, {}],
    })
    const fact = (await factsOf(t.context, idOf(2))).find(({ type }) => type === 'record.frozen')
    expect(fact?.data).toContain(copy?.fingerprint)
    expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
  })
})

it('files of suggestions lie beside those of activities, for who may read them there', async () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
  const { headers, payload } = multipart(pdf, 'file', '路灯说明.pdf')
  const sent = await li({ method: 'POST', url: '/api/suggestion-files', headers, body: payload })
  const file = sent.json<{ id: string }>()
  const { id } = await written(li, { cosigners: [idOf(1)], files: [file.id] })
  const attached = async (by: Client, whose: 0 | 1) =>
    (await record(by, idOf(whose))).attachments.filter(({ kind }) => kind === 'suggestion')
  expect(await attached(li, 0)).toEqual([])
  await done(li, id, { act: 'submit' })
  await done(zhang, id, { act: 'confirm' })
  const shown = { kind: 'suggestion', id, title: text.title, photos: [], minutes: false }
  const files = [{ id: file.id, name: '路灯说明.pdf' }]
  expect(await attached(office, 0)).toEqual([{ ...shown, files }])
  expect(await attached(zhang, 1)).toEqual([{ ...shown, files }])
  expect(outcome(await zhang({ url: `/api/suggestions/${id}/files/${file.id}` }))).toBe('200')
  const word = await office({ url: `/api/records/${idOf(0)}/file.docx` })
  const body = (await unzipped(word.rawPayload)).get('word/document.xml')?.toString() ?? ''
  expect(body).toMatch(/附件清单（1 项）/)
  expect(body).toContain(`${text.title}：路灯说明.pdf`)
})

it('the archive holds whoever left in this term, too, and says so', async () => {
  const names = async () => [
    ...(
      await unzipped((await office({ url: '/api/exports/records?file=docx' })).rawPayload)
    ).keys(),
  ]
  const records = async () => (await names()).filter((name) => !name.includes('/附件/'))
  // The one who has left did so before the term was changed.
  expect(await records()).toHaveLength(2)
  t.clock.advance(1)
  await post(office, `/api/representatives/${idOf(1)}/departure`, { on: '2026-11-23' })
  expect(await records()).toEqual([
    '0001 李婺代表/李婺代表履职档案.docx',
    '0002 张建平代表（已离任）/张建平代表履职档案.docx',
  ])
})
