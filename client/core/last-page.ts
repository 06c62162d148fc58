import { type Ref, watch } from 'vue'

/** The page to show where one has run empty: the last that there is; null: it is right as it is. */
export const pageInstead = (
  found: { items: readonly unknown[]; total: number } | undefined,
  page: number,
  size: number,
): number | null =>
  found === undefined || found.items.length > 0 || page <= 1
    ? null
    : Math.min(page - 1, Math.max(1, Math.ceil(found.total / size)))

/** Steps back when the last item of a page is gone, since an empty page shows no way back. */
export function useLastPage(
  page: Ref<number>,
  found: () => { items: readonly unknown[]; total: number } | undefined,
  size: number,
): void {
  watch(found, (now) => {
    page.value = pageInstead(now, page.value, size) ?? page.value
  })
}
