import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { createSSRApp } from 'vue'
import { setServerTime } from './core/server-time.ts'
import { startLaterWork } from './pages/later.ts'
import VoterApp from './pages/VoterApp.vue'

/** Takes over the page that the server has painted, with the same data. */
const data = document.getElementById('page')?.textContent
const root = document.getElementById('app')
if (data && root) {
  const page = JSON.parse(data) as VoterPage
  setServerTime(timeOfAnswer() ?? page.serverTime)
  createSSRApp(VoterApp, { page }).mount(root)
  startLaterWork(page)
}

/** When the server answered: the page itself may have been made some seconds before. */
function timeOfAnswer(): number | undefined {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const told = navigation?.serverTiming?.find((timing) => timing.name === 'now')
  return told === undefined ? undefined : Number(told.description)
}
