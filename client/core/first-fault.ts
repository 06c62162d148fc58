/** Leads to the first field that was refused, or else to the sentence that says why. */
export function showFirstFault(): void {
  requestAnimationFrame(() => {
    const at = document.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')
    at?.scrollIntoView({ block: 'center' })
    at?.focus({ preventScroll: true })
  })
}
