/** Images that are kept in the end are few: a release or two for each board. */
const longestShelf = 16

/** Keeps one copy of each image, however many boards run it. */
export function createImageShelf(): (image: Buffer) => Buffer {
  const shelf: Buffer[] = []
  return (image) => {
    const same = shelf.find((kept) => kept.equals(image))
    if (same) return same
    shelf.push(image)
    if (shelf.length > longestShelf) shelf.shift()
    return image
  }
}
