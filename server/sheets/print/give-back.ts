/**
 * Gives memory back at once: photos and pictures would wait long for the collector, which sees only
 * that they are few objects. Whoever calls it owns all of the buffer behind the bytes.
 */
export function giveBack(bytes: Uint8Array | Uint8ClampedArray): void {
  ;(bytes.buffer as ArrayBuffer).transfer(0)
}
