import { parseSearchWith, stringifySearchWith } from '@tanstack/react-router'

/** What stands in the address are words, not JSON: `?find=1.10` must not become the number 1.1. */
export const searchAsWords = {
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: stringifySearchWith(JSON.stringify),
}
