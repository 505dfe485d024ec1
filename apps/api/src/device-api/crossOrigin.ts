/**
 * Lets the pages of any site read an answer (fetch.spec.whatwg.org, "CORS protocol"): only for what install buttons read,
 * which is there for everybody anyway.
 */
export const anyPage = { 'Access-Control-Allow-Origin': '*' }
