const KB = 1024
const MB = KB * KB

/** "1.2 MB", "300 KB"; never nothing. */
export const sizeWords = (bytes: number): string =>
  bytes >= MB ? `${(bytes / MB).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / KB))} KB`
