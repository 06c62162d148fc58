/**
 * Stands inside every voter's page (server/pages/document.ts), and declares nothing for others. The
 * page is painted before anything else of ours is asked for or runs: on a slow phone that is a third
 * of the time until something is seen. What takes over comes first in `data-then`, what it will need
 * after it.
 */
;(() => {
  /** Milliseconds after which nobody waits for a paint that is not told of. */
  const LONGEST = 2000
  const { then = '' } = (document.currentScript as HTMLScriptElement).dataset
  const [src = '', ...parts] = then.split(' ')
  let begun = false
  const begin = (): void => {
    if (begun) return
    begun = true
    for (const href of parts)
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'modulepreload', href }),
      )
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src }))
  }
  if (document.visibilityState === 'hidden') begin()
  else if (window.PerformanceObserver?.supportedEntryTypes?.includes('paint')) {
    // Asked for between drawing and showing, scripts would still take a frame or two from the paint.
    new PerformanceObserver(begin).observe({ type: 'paint', buffered: true })
    setTimeout(begin, LONGEST)
  } else requestAnimationFrame(() => setTimeout(begin))
})()
