import type { DeviceReply } from '@cyberdeck-ota/schema'

/** Reason phrases that the device API sends, as Node writes them (RFC 9110, section 15). */
const phrases: Record<number, string> = {
  200: 'OK',
  206: 'Partial Content',
  304: 'Not Modified',
  400: 'Bad Request',
  404: 'Not Found',
  416: 'Range Not Satisfiable',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** An answer as it goes over the wire; the bytes of an image are named instead of shown. */
export function replyText({ status, headers, body, image }: DeviceReply): string {
  const lines = [
    `HTTP/1.1 ${status} ${phrases[status] ?? ''}`.trimEnd(),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  const content = image === null ? body : imageWords(headers, image)
  return [...lines, '', ...(content === null ? [] : [content])].join('\n')
}

function imageWords(headers: DeviceReply['headers'], image: string): string {
  const length = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  const size = length === undefined ? '' : `${Number(length).toLocaleString('en')} bytes: `
  return `<${size}the image with SHA-256 ${image}>`
}
