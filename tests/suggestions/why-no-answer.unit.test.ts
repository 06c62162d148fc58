import { whyNoAnswer } from '@mashang/client/suggestions/why-no-answer.ts'
import { expect, it } from 'vitest'

it('given several things are missing before an answer, then all of them are said at once', () => {
  const opinionsOwed = ['公安局', '农牧局']
  expect(whyNoAnswer({ talked: false, opinionsOwed })).toBe(
    '还差两样才能拟答复：先和代表沟通、记下来；会办意见要到齐，还缺公安局、农牧局的，可以在“期限”里催一催。',
  )
  expect(whyNoAnswer({ talked: true, opinionsOwed })).toBe(
    '会办意见还没有到齐，缺公安局、农牧局的：到齐了才能拟答复，可以在“期限”里催一催。',
  )
  expect(whyNoAnswer({ talked: false, opinionsOwed: [] })).toBe(
    '先和代表沟通、记下来，才能拟答复。',
  )
})
