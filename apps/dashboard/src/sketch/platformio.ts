import { arduinoSketch } from './arduino.ts'
import type { DeviceTarget } from './deviceUrl.ts'
import type { Snippet } from './snippet.ts'

const configuration = `[env:esp32dev]
platform = espressif32
board = esp32dev
framework = arduino
monitor_speed = 115200
`

export const platformio = (address: string, target: DeviceTarget): Snippet => ({
  id: 'platformio',
  name: 'PlatformIO',
  about: 'The same sketch as a PlatformIO project. The file to upload is .pio/build/esp32dev/firmware.bin.',
  files: [
    { title: 'platformio.ini', code: configuration },
    { title: 'src/main.cpp', code: `#include <Arduino.h>\n${arduinoSketch(address, target)}` },
  ],
})
