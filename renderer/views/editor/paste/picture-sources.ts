const types: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Ending of the file name for pictures that write-ups can show; undefined for others, SVG among them. */
export function pictureEnding(mediaType: string): string | undefined {
  return Object.hasOwn(types, mediaType) ? types[mediaType] : undefined;
}

/** A picture whose bytes stand in the address itself; null for other addresses and broken ones. */
export function pictureOfAddress(address: string): File | null {
  const head = /^data:(image\/[a-z]+);base64,/i.exec(address.slice(0, 100));
  const mediaType = head?.[1]?.toLowerCase() ?? '';
  const ending = pictureEnding(mediaType);
  if (!head || ending === undefined) return null;
  try {
    const letters = atob(address.slice(head[0].length));
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return new File([bytes], `picture.${ending}`, { type: mediaType });
  } catch {
    return null;
  }
}
