import { run } from '@mashang/scripts/support/server-process.ts'
import { expect, it } from 'vitest'

const TELL = `process.on('exit', () => console.log('loaded', process.moduleLoadList.join()))`

it('given a start, then what only a call to the outside needs has not been loaded', async () => {
  // It ends at a setting that nobody knows, when all that the server imports is there.
  const { code, printed } = await run('server/main.ts', {
    MASHANG_PROT: '80',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL)}`,
  })
  expect(code).toBe(1)
  expect(printed).toContain('NativeModule http,')
  expect(printed).not.toContain('undici')
})
