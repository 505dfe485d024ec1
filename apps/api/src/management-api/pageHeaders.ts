/**
 * What every answer for a browser carries. No Strict-Transport-Security and no `upgrade-insecure-requests`: on a LAN
 * the server speaks plain http, and a browser told otherwise loads nothing.
 */
const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

const policy = (directives: string[]) => ({ ...always, 'content-security-policy': directives.join('; ') })

/** Headers of everything that is no page, and so may load nothing. */
export const bareHeaders = policy(["default-src 'none'", "frame-ancestors 'none'"])

/**
 * Headers of the dashboard. Scripts and styles come from this server only; `nonce` admits the style elements that its
 * component library inserts, and no inline script at all.
 */
export const pageHeaders = (nonce: string) =>
  policy([
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ])
