/** Several classes as one attribute; a module's class may be unknown to the type checker. */
export const classNames = (...names: (string | undefined)[]): string =>
  names.filter((name) => name !== undefined).join(' ')
