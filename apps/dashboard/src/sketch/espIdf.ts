import { type DeviceTarget, pollPath } from './deviceUrl.ts'
import type { Snippet } from './snippet.ts'

/**
 * The headers make the server answer 304 when there is nothing new (which esp_https_ota reports by a name of its own
 * from ESP-IDF 5.5 on) and tell it which device asks.
 */
function component(address: string, target: DeviceTarget): string {
  return `#include <stdio.h>
#include "esp_app_desc.h"
#include "esp_http_client.h"
#include "esp_https_ota.h"
#include "esp_log.h"
#include "esp_mac.h"
#include "esp_ota_ops.h"

static esp_err_t introduce(esp_http_client_handle_t client)
{
    uint8_t mac[6];
    char text[18];
    esp_efuse_mac_get_default(mac);
    snprintf(text, sizeof text, MACSTR, MAC2STR(mac));
    esp_http_client_set_header(client, "x-ESP32-BASE-MAC", text);
    return esp_http_client_set_header(client, "x-ESP32-version", esp_app_get_description()->version);
}

void check_for_update(void)  // call it about once a minute
{
    esp_http_client_config_t http = { .url = "${address}${pollPath(target)}" };
    esp_https_ota_config_t ota = { .http_config = &http, .http_client_init_cb = introduce };
    esp_err_t result = esp_https_ota(&ota);
    if (result == ESP_OK) esp_restart();
    if (result == ESP_ERR_HTTP_NOT_MODIFIED) esp_ota_mark_app_valid_cancel_rollback();
    else ESP_LOGW("ota", "%s", esp_err_to_name(result));
}
`
}

const settings = `CONFIG_ESP_HTTPS_OTA_ALLOW_HTTP=y
CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE=y
`

export const espIdf = (address: string, target: DeviceTarget): Snippet => ({
  id: 'esp-idf',
  name: 'ESP-IDF',
  about:
    'For ESP-IDF 5.5 and newer. The version is your PROJECT_VER; upload each build under the version it carries, which this dashboard fills in for you.',
  files: [
    { title: 'main/update.c', code: component(address, target) },
    { title: 'sdkconfig.defaults', code: settings },
  ],
})
