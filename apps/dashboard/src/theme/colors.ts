import type { MantineColorsTuple } from '@mantine/core'

/** Accent. Shade 6 carries white text at AA, shade 4 carries black. */
export const teal: MantineColorsTuple = [
  '#e9f9f7',
  '#cdf0ec',
  '#9fe2da',
  '#6bd0c6',
  '#3bbdb1',
  '#18a297',
  '#0b8077',
  '#0a6a63',
  '#0b5651',
  '#0a4440',
]

/** Danger. Of these, as of the rest, shade 6 carries white text at AA and shade 4 carries black. */
export const red: MantineColorsTuple = [
  '#fdf0f0',
  '#fadcdc',
  '#f5b9ba',
  '#f79c9f',
  '#ff8a8f',
  '#e2575c',
  '#c9323a',
  '#ab262e',
  '#8d2027',
  '#6f1b20',
]

/** Warnings: amber. */
export const yellow: MantineColorsTuple = [
  '#fdf6e7',
  '#fae9c4',
  '#f5d48c',
  '#f3c572',
  '#f2b24a',
  '#c97f12',
  '#a15c00',
  '#844b02',
  '#693c05',
  '#4f2e07',
]

/** What is under way. */
export const blue: MantineColorsTuple = [
  '#ebf3fd',
  '#d2e4fa',
  '#a6c9f5',
  '#8abaff',
  '#62a8ff',
  '#3a86e0',
  '#1c6fd0',
  '#175cae',
  '#144b8d',
  '#113a6c',
]

/** What went well. */
export const green: MantineColorsTuple = [
  '#e9f8f1',
  '#cceedd',
  '#9cdfbe',
  '#6fd8aa',
  '#3ecf9a',
  '#1fa577',
  '#12805c',
  '#0e6a4c',
  '#0c563e',
  '#0a4331',
]

/** Cool greys of the light scheme. */
export const gray: MantineColorsTuple = [
  '#f6f8fa',
  '#eef1f4',
  '#e2e7ec',
  '#d3dae1',
  '#b9c3cd',
  '#93a0ad',
  '#6b7987',
  '#4d5a68',
  '#303b47',
  '#18212b',
]

/** Blue-black surfaces of the dark scheme: 0 is text, 6 a panel, 7 the page. */
export const dark: MantineColorsTuple = [
  '#dbe3eb',
  '#b8c4d0',
  '#93a2b2',
  '#5d6c7c',
  '#2b3846',
  '#1d2833',
  '#131c26',
  '#0b1219',
  '#080d13',
  '#05090d',
]
