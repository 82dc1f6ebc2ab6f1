/**
 * Whether a step failed because another program, a virus scanner or a sync client say, has the file open just now: Windows
 * then refuses for a moment what it allows later.
 */
export function isInUse(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes(String((error as NodeJS.ErrnoException).code));
}
