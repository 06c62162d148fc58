import { type DataFolder, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type RunningServer, run, startOn } from '@mashang/scripts/support/server-process.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { directly } from '../support/direct-sql.ts'
import { startSmsVendor } from '../support/sms-vendors.ts'

const PHONE = '13900000137'

let data: DataFolder
let server: RunningServer
afterEach(async () => {
  await server?.end('SIGTERM')
  data?.remove()
})

async function verifyingFolder(): Promise<DataFolder> {
  const folder = await seededFolder()
  const db = await openDatabase(null, folder.path)
  await db.commit('home', [directly("update districts set contact_policy = 'verified'")])
  await db.close()
  return folder
}
const ask = (phone: string): Promise<Response> =>
  fetch(`${server.url}/api/phone-verifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone }),
  })

describe('the operator’s console', () => {
  it('names the vendor’s reason, never a phone or a code', async () => {
    const vendor = await startSmsVendor()
    data = await verifyingFolder()
    server = await startOn(data.path, vendor.environment())
    expect((await ask(PHONE)).status).toBe(202)
    const code = vendor.codeTo(PHONE)
    vendor.meet({ code: 'isv.AMOUNT_NOT_ENOUGH' })
    expect((await ask('13900000138')).status).toBe(202)
    expect(vendor.calls).toBe(2)
    await server.end('SIGTERM')
    const printed = server.printed()
    expect(printed).toContain('isv.AMOUNT_NOT_ENOUGH')
    expect(printed).toContain('/api/phone-verifications')
    expect(printed).not.toMatch(/1390000013[78]/)
    expect(printed).not.toContain(code)
    expect(printed).not.toContain(vendor.environment().MASHANG_SMS_KEY_SECRET)
    await vendor.close()
  })

  it('is warned where phones should be verified and messages are not set up', async () => {
    data = await verifyingFolder()
    server = await startOn(data.path)
    expect(server.printed()).toContain('却没有设置短信服务')
    expect((await ask(PHONE)).status).toBe(409)
  })

  it('shows no codes outside the demo: such a start stops with a sentence', async () => {
    data = await verifyingFolder()
    const { code, printed } = await run('server/main.ts', {
      MASHANG_DATA: data.path,
      MASHANG_DEMO: '0',
      MASHANG_SMS_VENDOR: 'log',
    })
    expect([code, printed.trim()]).toEqual([
      1,
      expect.stringMatching(/^设置 MASHANG_SMS_VENDOR=log 只许.*。$/),
    ])
  })
})
