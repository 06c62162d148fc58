import type { ServerResponse } from 'node:http'
import { WrittenAnswer } from '@mashang/server/core/http/written-answer.ts'
import { describe, expect, it } from 'vitest'

describe('an answer that is written once', () => {
  it('given a Node that does not say what it wrote, then every answer is written by Node', () => {
    const written: unknown[] = []
    const response = {
      shouldKeepAlive: true,
      writeHead: (status: number, lines: string[]) => written.push([status, ...lines]),
      end: (body: Buffer) => written.push(String(body)),
    } as unknown as ServerResponse
    const answer = new WrittenAnswer(['vary', 'cookie'])
    answer.send(response, ['etag', '"1"'], Buffer.from('一'))
    answer.send(response, ['etag', '"2"'], Buffer.from('二'))
    const lines = (tag: string) => [200, 'vary', 'cookie', 'etag', tag]
    expect(written).toEqual([lines('"1"'), '一', lines('"2"'), '二'])
  })
})
