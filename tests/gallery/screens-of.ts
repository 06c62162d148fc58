import type { District } from './district.ts'
import type { Line, Screen, Who } from './screen.ts'

/** What becomes of the requests for data, in words for a title. */
export const LINES: Record<Line, string> = {
  loading: '正在读取',
  failing: '系统正忙',
  offline: '没有信号',
}

type Path = Screen['path']

/** Makes screens of one app, called after it. */
export const screensOf =
  (who: Who) =>
  (name: string, title: string, path: Path, more: Partial<Screen> = {}): Screen => ({
    name: `${who}-${name}`,
    title,
    who,
    path,
    ...more,
  })

type Of = ReturnType<typeof screensOf>

/** How a page looks while what it shows is not there. */
export const without = (of: Of, [name, title, path]: [string, string, Path]): Screen[] =>
  (['loading', 'failing', 'offline'] as const).map((line) =>
    of(`${name}-${line}`, `${title}：${LINES[line]}`, path, { line, looks: ['light'] }),
  )

/** A table has its first row. */
export const table = { ready: 'tbody tr' }

/** The page of the first in a list of the API, as `who` gets it. */
export const first =
  (api: string, page: (id: string) => string, who: Exclude<Who, 'voter'> = 'office'): Path =>
  async (district: District) => {
    const { items } = await district.get<{ items: { id: string }[] }>(api, who)
    return page(items[0]?.id ?? '')
  }
