import type { PdfFile } from './pdf-file.ts'

/** Pages of one node. A flat list of thousands is slow to open in some readers. */
const PER_NODE = 64

/** The tree of pages, written while they come: two levels, however many there are. */
export function createPageTree(pdf: PdfFile) {
  const root = pdf.reserve()
  const nodes: { id: number; pages: number }[] = []
  let node = 0
  let kids: number[] = []
  const ids: number[] = []

  const close = (): void => {
    if (kids.length === 0) return
    pdf.object(
      `<</Type/Pages/Parent ${root} 0 R/Count ${kids.length}/Kids[${references(kids)}]>>`,
      node,
    )
    nodes.push({ id: node, pages: kids.length })
    kids = []
  }
  return {
    ids,
    add(entries: string): void {
      if (kids.length === 0) node = pdf.reserve()
      const id = pdf.object(`<</Type/Page/Parent ${node} 0 R${entries}>>`)
      kids.push(id)
      ids.push(id)
      if (kids.length === PER_NODE) close()
    },
    finish(): number {
      close()
      const list = references(nodes.map(({ id }) => id))
      return pdf.object(`<</Type/Pages/Count ${ids.length}/Kids[${list}]>>`, root)
    },
  }
}

const references = (ids: readonly number[]): string => ids.map((id) => `${id} 0 R`).join(' ')
