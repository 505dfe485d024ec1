/** ESP-IDF's `ota_data_initial.bin`: two erased sectors, which select no slot (esp_flash_partitions.h). */
export const erasedOtadata = new Uint8Array(0x2000).fill(0xff)
