import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const system = 'ui-sans-serif, system-ui, sans-serif'

const accent: MantineColorsTuple = [
  '#eef2ff',
  '#dbe4ff',
  '#bac8ff',
  '#91a7ff',
  '#748ffc',
  '#5c7cfa',
  '#4c6ef5',
  '#3b5bdb',
  '#364fc7',
  '#2c42a8',
]

const dark: MantineColorsTuple = [
  '#d5d9e0',
  '#b4bac4',
  '#8d96a5',
  '#5f6875',
  '#3d444e',
  '#2c3138',
  '#22262c',
  '#1c1f24',
  '#0f1114',
  '#0b0c0e',
]

/** Mantine's greys for secondary text have too little contrast; these reach 4.5 : 1. */
export const readableTextColors: CSSVariablesResolver = () => ({
  variables: {},
  light: READABLE_TEXT,
  dark: READABLE_TEXT,
})

const READABLE_TEXT = {
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
}

/** Overlays are rendered within the main landmark, where screen reader users look for them. */
export const OVERLAYS_ID = 'overlays'
const OVERLAYS = { target: `#${OVERLAYS_ID}` }

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: 7,
  fontFamily: `'Inter Variable', ${system}`,
  fontFamilyMonospace:
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '14px' } } },
  components: {
    Combobox: { defaultProps: { portalProps: OVERLAYS } },
    // ARIA allows only options in a listbox and only items in a menu.
    ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true } },
    Menu: { defaultProps: { portalProps: OVERLAYS, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { portalProps: OVERLAYS } },
    ModalCloseButton: { defaultProps: { 'aria-label': 'Close' } },
    // The header element of a dialog would otherwise count as a banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Text: { defaultProps: { size: 'sm' } },
  },
})
