import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { StandardOutput } from '@mashang/server/core/http/standard-output.ts'
import { describe, expect, it } from 'vitest'

const module = join(import.meta.dirname, '../../server/core/http/standard-output.ts')

/** What a process has written that runs this and ends. */
function written(code: string, command: [string, ...string[]] = [process.execPath]) {
  const script = `import { StandardOutput } from ${JSON.stringify(module)}; const out = new StandardOutput(); ${code}`
  const [program, ...words] = [...command, '--input-type=module', '-e', script]
  const { stdout, status } = spawnSync(program ?? '', words, { encoding: 'utf8' })
  return { lines: stdout.trim().split('\n'), status }
}

describe('lines on standard output', () => {
  it('leave in their order, whether they may wait or not', () => {
    const { lines } = written(`
      out.later('1\\n'); out.write('2\\n'); out.later('3\\n')
      setTimeout(() => { out.later('4\\n'); out.later('5\\n') }, 5)`)
    expect(lines).toEqual(['1', '2', '3', '4', '5'])
  })

  it('are all there when the process ends in between, by itself or by a mistake', () => {
    expect(written(`out.later('1\\n'); process.exit(3)`)).toEqual({ lines: ['1'], status: 3 })
    expect(written(`out.later('1\\n'); throw new Error('oh')`)).toEqual({ lines: ['1'], status: 1 })
  })

  it('wait for a reader who does not keep up', () => {
    const { lines } = written(
      `for (let n = 0; n < 20_000; n++) out.later(n + ' '.repeat(60) + '\\n')`,
      ['/bin/sh', '-c', '"$0" "$@" | { sleep 0.3; wc -l; }', process.execPath],
    )
    expect(lines.map((line) => line.trim())).toEqual(['20000'])
  })

  it('are let go where nobody reads any more, and the process goes on', () => {
    const { lines } = written(
      `setInterval(() => out.later('x'.repeat(99_999) + '\\n'), 1); setTimeout(() => process.exit(0), 300)`,
      [
        '/bin/sh',
        '-c',
        'exec 3>&1; { "$0" "$@"; echo "ended with $?" >&3; } | head -c 0',
        process.execPath,
      ],
    )
    expect(lines.join()).toContain('ended with 0')
  })
})

/** An output that takes what `take` says of each turn: so many bytes, or not, with such a code. */
function outputThat(take: (turn: number) => number | string) {
  let turn = 0
  let pauses = 0
  const taken: Buffer[] = []
  const out = new StandardOutput({
    put(bytes) {
      const answer = take(turn++)
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer })
      taken.push(Buffer.from(bytes.subarray(0, answer)))
      return Math.min(answer, bytes.length)
    },
    pause: () => void pauses++,
  })
  return { out, text: () => Buffer.concat(taken).toString(), pauses: () => pauses }
}
const ALL = Number.POSITIVE_INFINITY

describe('lines that are not taken', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])(
    'given %s, then they are dropped and counted, and later ones are written again',
    (code) => {
      const { out, text } = outputThat((turn) => (turn < 2 ? code : ALL))
      out.write('1\n2\n')
      out.write('3\n')
      expect(out.dropped).toBe(3)
      out.write('4\n')
      expect([text(), out.dropped]).toEqual(['4\n', 3])
    },
  )

  it('given a line was cut off in its middle, then it counts as lost, and the next has a line of its own', () => {
    const { out, text } = outputThat((turn) => [4, 'ENOSPC', 'ENOSPC'][turn] ?? ALL)
    out.write('1\n22222\n3\n')
    expect(out.dropped).toBe(2)
    out.write('4\n')
    expect(out.dropped).toBe(3)
    out.write('5\n')
    out.write('6\n')
    expect([text(), out.dropped]).toEqual(['1\n22\n5\n6\n', 3])
  })

  it('given a reader who never takes anything, then they are waited for once, and again only after they have', () => {
    let stuck = true
    const { out, text, pauses } = outputThat(() => (stuck ? 'EAGAIN' : ALL))
    out.write('1\n')
    const waited = pauses()
    expect([waited, out.dropped]).toEqual([100, 1])
    out.write('2\n')
    expect([pauses(), out.dropped]).toEqual([waited, 2])
    stuck = false
    out.write('3\n')
    expect(text()).toBe('3\n')
    stuck = true
    out.write('4\n')
    expect([pauses(), out.dropped]).toEqual([2 * waited, 3])
  })

  it('given nobody reads any more, then nothing more is tried', () => {
    let turns = 0
    const { out } = outputThat((turn) => {
      turns = turn + 1
      return 'EPIPE'
    })
    out.write('1\n')
    out.write('2\n')
    expect([turns, out.dropped]).toEqual([1, 2])
  })

  it('given a mistake of our own, then it is thrown', () => {
    expect(() => outputThat(() => 'EBADF').out.write('1\n')).toThrow('EBADF')
  })

  it('given a full disk, then the process goes on', () => {
    const full = openSync('/dev/full', 'w')
    const script = `import { StandardOutput } from ${JSON.stringify(module)}
      const out = new StandardOutput()
      out.later('1\\n'); out.write('2\\n'); out.later('3\\n')
      setTimeout(() => process.exit(out.dropped), 20)`
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', full, 'inherit'],
    })
    closeSync(full)
    expect(status).toBe(3)
  })
})
