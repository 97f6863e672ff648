/** Joins class names; the type checker treats classes of CSS modules as optional. */
export const classNames = (...names: (string | undefined)[]): string =>
  names.filter((name) => name !== undefined).join(' ')
