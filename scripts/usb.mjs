import { install } from './build.mjs'

// Native code, which most servers have no use for: `npm start` does not install it.
if (!install(['--filter', '@cyberdeck-ota/serialport'])) process.exit(1)
console.log('Boards plugged into this computer can be flashed by the server now.')
