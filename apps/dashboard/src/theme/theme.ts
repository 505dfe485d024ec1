import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type VariantColorsResolver,
} from '@mantine/core'
import { blue, dark, gray, green, red, teal, yellow } from './colors.ts'

const accents = { teal, red, yellow, blue, green }

/** Mantine decides the text on a filled button by the light scheme's shade only, and the dark scheme fills with shade 4. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colors, color: 'light-dark(#ffffff, #05090d)' } : colors
}

/** Text in an accent's colour, on a panel or on the accent's own light tint. */
const accentText = (shade: 3 | 7) =>
  Object.fromEntries(
    Object.entries(accents).map(([name, shades]) => [`--mantine-color-${name}-light-color`, shades[shade]]),
  )

/** The dashboard's own look on Mantine: teal accent, blue-black surfaces, Inter and JetBrains Mono. */
export const theme = createTheme({
  colors: { ...accents, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  variantColorResolver: variantColors,
  black: '#18212b',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'md',
  radius: { sm: '0.25rem', md: '0.5rem', lg: '0.75rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // It would cut off the outline of a button in it that has the focus.
    Alert: { styles: { body: { minWidth: 0 }, message: { overflow: 'visible' } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, maw: 320, multiline: true } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 }, radius: 'lg' },
      styles: { title: { fontWeight: 620 } },
    },
    // A dialog's header element would count as the page's second banner, and the crosses have no name of their own.
    ModalHeader: { defaultProps: { role: 'none' } },
    ModalCloseButton: { defaultProps: { 'aria-label': 'Close' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    DrawerCloseButton: { defaultProps: { 'aria-label': 'Close' } },
    // The placeholder is an element that a menu may not contain.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})

/** Where Mantine's own variables miss AA contrast or the surfaces wanted here. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...accentText(7),
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': gray[9],
    '--mantine-color-dimmed': '#576573',
    '--mantine-color-placeholder': '#667482',
    '--mantine-color-default-border': gray[3],
    '--mantine-color-error': red[7],
    '--mantine-color-anchor': teal[7],
  },
  dark: {
    ...accentText(3),
    '--mantine-color-body': dark[6],
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8393a4',
    '--mantine-color-default-border': dark[4],
    // Mantine's own is a panel's colour, on which nothing of a disabled button is seen.
    '--mantine-color-disabled': dark[5],
    '--mantine-color-disabled-color': '#7d8c9b',
    '--mantine-color-error': red[4],
    '--mantine-color-anchor': teal[3],
  },
})
