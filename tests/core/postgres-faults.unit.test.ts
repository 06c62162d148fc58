import { faultOf, isUseless } from '@mashang/server/core/db/faults.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { describe, expect, it } from 'vitest'

const said = (code: string, message = 'as PostgreSQL or the network says it'): Error =>
  Object.assign(new Error(message), { code })

describe('a PostgreSQL that takes nothing now', () => {
  it.each([
    ['connection lost', said('08006')],
    ['a commit that fell silent', said('25P03')],
    ['it may only be read, after a fail-over', said('25006')],
    ['no memory', said('53200')],
    ['no connection left', said('53300')],
    ['it is shutting down', said('57P01')],
    ['its disk', said('58030')],
    ['waited too long for another commit', said('55P03')],
    ['nobody answers', said('ETIMEDOUT')],
    ['its name is not known', said('ENOTFOUND')],
    ['a line that fell silent', new Error('Query read timeout')],
    [
      'a connection that is gone',
      new Error('Client has encountered a connection error and is not queryable'),
    ],
  ])('given %s, then whoever asks is told to come again', (_, error) => {
    const { fault, whole } = faultOf(error)
    expect(fault).toBeInstanceOf(Failure)
    expect((fault as Failure).kind).toBe(coreErrors.busy)
    expect((fault as Failure).details.retryAfter).toBeGreaterThan(0)
    expect(whole).toBe(true)
  })

  it('given a connection that cannot even undo, then it is told by what lies behind our own failure too', () => {
    for (const error of [said('25006'), said('25P03'), new Error('Query read timeout')]) {
      expect(isUseless(error)).toBe(true)
      expect(isUseless(faultOf(error).fault)).toBe(true)
    }
    for (const error of [said('23505'), said('40001'), said('55P03')]) {
      expect(isUseless(error)).toBe(false)
      expect(isUseless(faultOf(error).fault)).toBe(false)
    }
  })
})
