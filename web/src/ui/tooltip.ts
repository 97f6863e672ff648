/**
 * Attributes that give an element a tip: what to know about it, shown by `TipLayer` under the
 * pointer, at keyboard focus, or at a touch. Lists have hundreds of tips, so an attribute is all
 * that one costs.
 */
export const tooltip = (label: string | null | undefined): { 'data-tooltip'?: string } =>
  label ? { 'data-tooltip': label } : {}
