import { config } from 'zod'

/** The nonce of this response, which the server writes into the page; style elements made at run time carry it. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

// zod probes for `new Function` when a schema is made, which a strict Content-Security-Policy reports; so this module
// is the first import of the program.
config({ jitless: true })

// The scroll lock under Mantine's dialogs makes its own style element and takes the nonce from webpack's global.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })
