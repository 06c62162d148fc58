import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A place for data whose space can be used up and given back while a server runs on it. */
export interface SmallDisk {
  path: string
  /** How it is done: a real small file system, or a limit on how far files may grow. */
  kind: 'file system' | 'limit'
  useUp(pid: number): void
  giveBack(pid: number): void
  remove(): void
}

const SIZE = 32 * 1024 * 1024

/** Where mounting is allowed a file system of 32 MB; elsewhere a limit that the kernel keeps. */
export function smallDisk(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'mashang-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return limitedFiles(path)
  }
  const filler = join(path, 'filler')
  return {
    path,
    kind: 'file system',
    useUp: () => {
      for (let size = 1024 * 1024; size >= 1024; size /= 2) fillWith(filler, size)
    },
    giveBack: () => rmSync(filler),
    remove: () => {
      execFileSync('umount', [path])
      rmSync(path, { recursive: true })
    },
  }
}

/** Appends pieces of a size until nothing more fits. */
function fillWith(file: string, size: number): void {
  const piece = Buffer.alloc(size)
  for (;;) {
    try {
      writeFileSync(file, piece, { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
      throw error
    }
  }
}

function limitedFiles(path: string): SmallDisk {
  const limit = (pid: number, size: string) =>
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:unlimited`])
  const logOf = (folder: string): string =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .find((name) => name.endsWith('mashang.sqlite-wal')) ?? folder
  return {
    path,
    kind: 'limit',
    useUp: (pid) => limit(pid, String(statSync(logOf(path)).size)),
    giveBack: (pid) => limit(pid, 'unlimited'),
    remove: () => rmSync(path, { recursive: true }),
  }
}
