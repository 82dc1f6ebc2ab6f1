/** `Platform.after` by this machine's own timers; a program that has nothing else to do does not wait for them. */
export function after(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
}
