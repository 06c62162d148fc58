/**
 * Lets this phone say kindly that there is no network, instead of the browser. Nothing for a page that
 * is open inside WeChat, whose own view has no use for it.
 */
export async function keepOffline(page: { elder: boolean; mayDownload: boolean }): Promise<void> {
  if (!page.mayDownload || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(`/offline-worker.js${page.elder ? '?elder=1' : ''}`)
  } catch {
    // Private windows and plain http refuse it: then the browser says it in its own way.
    return
  }
}
