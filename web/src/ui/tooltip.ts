/**
 * Returns the attribute that gives an element a tooltip. `TooltipLayer` displays it on hover, on
 * keyboard focus and on touch. An attribute is cheap enough for lists with hundreds of tooltips.
 */
export const tooltip = (text: string | null | undefined): { 'data-tooltip'?: string } =>
  text ? { 'data-tooltip': text } : {}
