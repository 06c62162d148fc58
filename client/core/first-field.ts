/** A dialog takes the focus itself when it opens; whoever opened it wants to write. */
export function focusFirstFields(): void {
  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (!(target instanceof HTMLElement) || !target.matches('.el-dialog')) return
    // Back on the dialog from within: somebody pressed on its paper.
    if (relatedTarget instanceof Node && target.contains(relatedTarget)) return
    target
      .querySelector<HTMLElement>('form :is(input, textarea, select):not(:disabled)')
      ?.focus({ preventScroll: true })
  })
}
