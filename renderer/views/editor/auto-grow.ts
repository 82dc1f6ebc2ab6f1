/** Lets a text area be as high as its text, in browsers that cannot do so by `field-sizing`. */
export function autoGrow(element: HTMLTextAreaElement): (() => void) | undefined {
  if (CSS.supports('field-sizing', 'content')) return undefined;
  const grow = (): void => {
    element.style.height = 'auto';
    element.style.height = `${String(element.scrollHeight + 2)}px`;
  };
  grow();
  element.addEventListener('input', grow);
  return () => {
    element.removeEventListener('input', grow);
  };
}
