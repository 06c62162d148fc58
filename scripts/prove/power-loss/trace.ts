import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** One thing that the server asked of the kernel; `begin` and `end` are places in the trace. */
export interface Call {
  begin: number
  end: number
  act: Act
}

export type Act =
  | { kind: 'write'; path: string; bytes: Buffer; at: number | null }
  | { kind: 'truncate'; path: string; size: number }
  | { kind: 'create'; path: string }
  | { kind: 'folder'; path: string }
  | { kind: 'rename'; from: string; to: string }
  /** A second name for what is there already. */
  | { kind: 'link'; from: string; to: string }
  | { kind: 'unlink'; path: string }
  | { kind: 'sync'; path: string }
  /** What a client reads. */
  | { kind: 'answer'; bytes: Buffer }

/** Everything by which a file, a name, or an answer comes about. */
const CALLS =
  'write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2,open,openat,creat,unlink,unlinkat,rmdir,ftruncate,truncate,fallocate,mkdir,mkdirat,link,linkat,symlink,copy_file_range,sendfile'

/** How a program is started so that its calls, with all bytes, are written down. */
export const tracing = (file: string): string[] => [
  ...['strace', '-D', '-f', '-yy', '-xx', '-s', '1000000', '--seccomp-bpf'],
  ...['-o', file, '-e', `trace=${CALLS}`],
]

/** In the order in which they began. Throws where the trace holds a call that is not understood. */
export async function readTrace(file: string, root: string): Promise<Call[]> {
  const calls: Call[] = []
  const unfinished = new Map<string, { begin: number; text: string }>()
  let place = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    place += 1
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const cut = rest.indexOf(' <unfinished ...>')
    if (cut >= 0) {
      unfinished.set(thread, { begin: place, text: rest.slice(0, cut) })
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const earlier = unfinished.get(thread)
    const whole = resumed && earlier ? earlier.text + resumed[1] : rest
    if (resumed) unfinished.delete(thread)
    const act = actOf(whole, root)
    if (act !== null) calls.push({ begin: (resumed && earlier?.begin) || place, end: place, act })
  }
  return calls.sort((a, b) => a.begin - b.begin)
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex')
const strings = (text: string): Buffer[] =>
  [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => bytesOf(hex))

/** Null for what failed and for what is none of the data folder's business. */
function actOf(text: string, root: string): Act | null {
  const [, name = '', inside = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(text) ?? []
  if (name === '' || Number(result) < 0) return null
  const given = strings(inside)
  const first = given[0]?.toString() ?? ''
  const [, handle = ''] = /^\d+<([^>]*)>/.exec(inside) ?? []
  const path = handle.startsWith('\\x') ? bytesOf(handle).toString() : handle
  const below = (one: string): boolean => one === root || one.startsWith(`${root}/`)
  const bytes = Buffer.concat(given).subarray(0, Number(result))

  if (/write/.test(name)) {
    if (handle.startsWith('TCP')) return { kind: 'answer', bytes }
    if (!below(path)) return null
    // pwritev2 has flags behind its place.
    const place = name === 'pwritev2' ? /, (\d+), [^,]*$/ : /, (\d+)$/
    const at = name.startsWith('pwrite') ? Number(place.exec(inside)?.[1]) : null
    return { kind: 'write', path, bytes, at }
  }
  if (/sync$/.test(name)) return below(path) ? { kind: 'sync', path } : null
  if (name === 'ftruncate')
    return below(path) ? { kind: 'truncate', path, size: Number(/(\d+)$/.exec(inside)?.[1]) } : null
  if (!below(first)) return null
  if (/^open/.test(name)) return /O_CREAT/.test(inside) ? { kind: 'create', path: first } : null
  if (/^mkdir/.test(name)) return { kind: 'folder', path: first }
  if (/^rename/.test(name)) return { kind: 'rename', from: first, to: given[1]?.toString() ?? '' }
  if (/^link/.test(name)) return { kind: 'link', from: first, to: given[1]?.toString() ?? '' }
  if (/^unlink/.test(name)) return { kind: 'unlink', path: first }
  throw new Error(`the model does not know: ${text.slice(0, 200)}`)
}
