/** Puts formatted text on the clipboard, and plain text for programs that take no other. False where the browser refuses. */
export async function copyFormatted(html: string, text: string): Promise<boolean> {
  const part = (type: string, data: string): [string, Blob] => [type, new Blob([data], { type })];
  try {
    const parts = Object.fromEntries([part('text/html', html), part('text/plain', text)]);
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    return true;
  } catch {
    return false;
  }
}

/** Puts plain text on the clipboard. False where the browser refuses, so that the person can be told. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
