import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A place for data whose space can be used up and given back while a server runs on it. */
export interface SmallDisk {
  path: string
  /** How it is done: a real small file system, or a limit on how far files may grow. */
  kind: 'file system' | 'limit'
  /** @param leave bytes that stay free */
  useUp(pid: number, leave?: number): void
  giveBack(pid: number): void
  remove(): void
}

const MEGABYTE = 1024 * 1024

/**
 * Where mounting is allowed a file system of its own; elsewhere a limit that the kernel keeps.
 * @param megabytes its size
 */
export function smallDisk(megabytes = 32): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'mashang-disk-'))
  const size = `size=${megabytes * MEGABYTE}`
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return limitedFiles(path)
  }
  const filler = join(path, 'filler')
  return {
    path,
    kind: 'file system',
    useUp: (_pid, leave = 0) => {
      for (let piece = MEGABYTE; piece >= 1024; piece /= 2) fillWith(filler, piece)
      truncateSync(filler, Math.max(0, statSync(filler).size - leave))
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
    useUp: (pid, leave = 0) => limit(pid, String(statSync(logOf(path)).size + leave)),
    giveBack: (pid) => limit(pid, 'unlimited'),
    remove: () => rmSync(path, { recursive: true }),
  }
}
