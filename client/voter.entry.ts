/**
 * The page is painted before anything of ours is asked for or runs: on a slow phone that is a third
 * of the time until something is seen. What the page will need is named beside this script.
 */
function boot(): void {
  const { then = '' } = document.getElementById('entry')?.dataset ?? {}
  for (const href of then.split(' ').filter(Boolean))
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', href }),
    )
  void import('./pages/take-over.ts')
}

if (document.visibilityState === 'hidden') boot()
else requestAnimationFrame(() => setTimeout(boot))
