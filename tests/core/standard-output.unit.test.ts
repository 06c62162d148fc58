import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
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
