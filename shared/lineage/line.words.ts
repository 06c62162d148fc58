/** The two lines of a matter in a chain; of several that nobody may tell apart, how many they are. */
export const lineWords = ({
  kindWords,
  title,
  note,
  count,
}: {
  kindWords: string
  title: string
  note: string
  count: number
}): { title: string; note: string } =>
  count > 1 ? { title: `${count} 件${kindWords}`, note } : { title, note: `${kindWords} · ${note}` }

/** Below a chain that is longer than a page can show. */
export const CUT = '这里只列最近的，还有别的没有列出。'
