import { districtNow } from '@mashang/server/districts/districts.store.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { issueOf } from '../lineage/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
afterAll(() => t.close())

it('given any page without script, then it says whose it is and leads home', async () => {
  const { name } = await districtNow(t.context)
  const { receipt } = await issueOf(t, await t.as(0))
  for (const url of [
    '/suggestions',
    '/suggestions?q=没有这样的',
    '/suggestions/nothing',
    `/r/${receipt}/chain`,
    '/r/AAAA/chain',
    `/r/${receipt}/hearing`,
    '/r/AAAA/hearing',
    '/wechat/issues',
    '/mail-confirmation',
    '/unsubscribe',
    '/api/wechat/callback',
  ]) {
    const { body, headers } = await t.voter({ url })
    expect(headers['content-type'], url).toContain('text/html')
    expect(body, url).toContain(`<span>码上代表 · ${name}人大</span>`)
    expect(body, url).toContain('<a href="/">首页</a>')
  }
})
