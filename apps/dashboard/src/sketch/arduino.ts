import { type DeviceTarget, pollPath } from './deviceUrl.ts'
import type { Snippet } from './snippet.ts'

/**
 * The sketch we recommend. One call per poll; a poll about every minute, spread so that boards that came back together
 * after a power cut do not ask together; and a new image is kept only once it has reached the server, because
 * `verifyRollbackLater` stops the Arduino core from marking it good before `setup()`.
 */
export function arduinoSketch(address: string, target: DeviceTarget): string {
  return `#include <WiFi.h>
#include <HTTPUpdate.h>
#include <esp_ota_ops.h>

#define FW_VERSION "1.00"  // raise it with every build you upload

const char* WIFI_NAME = "your network";
const char* WIFI_PASSWORD = "its password";
const char* OTA_URL = "${address}${pollPath(target)}";

// A new build stays on trial until it has reached the server once; if it never does, the old one comes back.
extern "C" bool verifyRollbackLater() { return true; }

void checkForUpdate() {
  WiFiClient client;
  switch (httpUpdate.update(client, OTA_URL, FW_VERSION)) {
    case HTTP_UPDATE_OK:          // installed; the board restarts into it
      break;
    case HTTP_UPDATE_NO_UPDATES:  // the usual answer: nothing new
      esp_ota_mark_app_valid_cancel_rollback();
      break;
    case HTTP_UPDATE_FAILED:
      Serial.println(httpUpdate.getLastErrorString());
      break;
  }
}

void setup() {
  Serial.begin(115200);
  WiFi.begin(WIFI_NAME, WIFI_PASSWORD);
}

void loop() {
  static uint32_t lastCheck = 0, pause = 5000;
  if (WiFi.status() == WL_CONNECTED && millis() - lastCheck >= pause) {
    checkForUpdate();
    lastCheck = millis();
    pause = 60000 + esp_random() % 15000;  // a minute, spread a little
  }

  // the rest of your sketch
}
`
}

export const arduino = (address: string, target: DeviceTarget): Snippet => ({
  id: 'arduino',
  name: 'Arduino',
  about:
    'The recommended sketch: one call, and a build that cannot reach the server is rolled back by itself.',
  files: [{ title: 'sketch.ino', code: arduinoSketch(address, target) }],
})
