import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const PREFIX = 'backup-work-'

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Calls with an empty folder inside the data folder, where readable copies are as safe as what they
 * are made from, and removes it. What a killed process left is removed first.
 */
export async function withWorkFolder<T>(
  dataFolder: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  for (const name of readdirSync(dataFolder)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0
    if (pid > 0 && (pid === process.pid || !lives(pid)))
      rmSync(join(dataFolder, name), { recursive: true, force: true })
  }
  const folder = mkdtempSync(join(dataFolder, `${PREFIX}${process.pid}-`))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
