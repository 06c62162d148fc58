import { type Ref, ref } from 'vue'

/** News about a report that was sent in the background, shown above any page. */
export interface Arrival {
  words: string
  href: string
}

/** Only ever set in the browser; on the server it stays null. */
export const arrival: Ref<Arrival | null> = ref(null)

export const tellSent = (title: string, href: string): void => {
  arrival.value = { words: `“${title}”已经提交，点这里看回执。`, href }
}
