/** How firmware gets onto a board: by this browser, by the server, or by the visitor's own tools. */
export const wayNames = ['here', 'server', 'download'] as const
export type Way = (typeof wayNames)[number]
