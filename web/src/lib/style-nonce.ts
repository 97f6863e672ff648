/** The nonce with which the content security policy allows generated styles. */
export const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

// The library that blocks scrolling behind a dialog reads the nonce from this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })
