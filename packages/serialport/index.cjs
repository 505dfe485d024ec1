// CommonJS, because Node remembers for good that an ES module could not be loaded: after `npm run usb` the running server
// is to find it.
const { SerialPort } = require('serialport')

exports.binding = SerialPort.binding
