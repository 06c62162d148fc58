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

type Page = [name: string, title: string, path: Path]

/** Pages as they look while what they show is not there, or not yet: in which states, a line each. */
export const lacking = (of: Of, pages: [...Page, ...(Line | 'empty')[]][]): Screen[] =>
  pages.flatMap(([name, title, path, ...states]) =>
    states.map((state) =>
      state === 'empty'
        ? of(`${name}-empty`, `${title}：还没有`, path, { district: 'empty', looks: ['light'] })
        : of(`${name}-${state}`, `${title}：${LINES[state]}`, path, {
            line: state,
            ready: state === 'loading' ? '[role=status], [aria-busy=true]' : '[role=alert]',
            looks: ['light'],
          }),
    ),
  )

export const without = (of: Of, page: Page): Screen[] =>
  lacking(of, [[...page, 'loading', 'failing', 'offline']])

/** A table has its first row. */
export const table = { ready: 'tbody tr' }

/** The page of the first in a list of the API, as `who` gets it. */
export const first =
  (api: string, page: (id: string) => string, who: Exclude<Who, 'voter'> = 'office'): Path =>
  async (district: District) => {
    const { items } = await district.get<{ items: { id: string }[] }>(api, who)
    return page(items[0]?.id ?? '')
  }
