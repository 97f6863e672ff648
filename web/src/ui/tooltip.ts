/**
 * Attributes that give an element a tip: what to know about it, shown by `TipLayer` under the
 * pointer, at keyboard focus, or at a touch. Lists have hundreds of tips, so an attribute is all
 * that one costs.
 */
export const tip = (label: string | null | undefined): { 'data-tip'?: string } =>
  label ? { 'data-tip': label } : {}
