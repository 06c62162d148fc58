import { createRequire } from 'node:module'

const { resolve } = createRequire(
  createRequire(import.meta.url).resolve('@mashang/server/package.json'),
)

/** The files of the fonts that our own writer sets in, for a library that is compared with it. */
export const plainFonts = {
  sans: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
  serif: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  song: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
} as const
