import { type Ref, ref } from 'vue'

/** 长辈版 on this device; the server reads the same cookie for the voter's pages. */
const on = ref(false)

const show = (): void => {
  document.documentElement.classList.toggle('elder', on.value)
}

/** Takes over what was chosen before. */
export function followElder(): void {
  on.value = /(?:^|;\s*)elder=1(?:;|$)/.test(document.cookie)
  show()
}

export function useElder(): { elder: Ref<boolean>; set: (to: boolean) => void } {
  return {
    elder: on,
    set: (to) => {
      on.value = to
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on older phones
      document.cookie = `elder=${to ? 1 : 0}; path=/; max-age=31536000; samesite=lax`
      show()
    },
  }
}
