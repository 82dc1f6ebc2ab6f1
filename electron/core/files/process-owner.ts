/** Who holds a lock or began a transaction: a process on a machine of those that share the library. */
export interface ProcessOwner {
  readonly host: string;
  readonly process: number;
  /** Id of the installation, since two machines may bear one name; not in what older versions wrote. */
  readonly machine?: string | undefined;
}

/** This process, which knows its own installation. */
export interface OwnProcess extends ProcessOwner {
  readonly machine: string;
}

/** Whether a process of the machine that we are, by name and by id. */
export function isOnOurMachine(owner: ProcessOwner, us: OwnProcess): boolean {
  return owner.host === us.host && owner.machine === us.machine;
}

export function isSameProcess(owner: ProcessOwner, us: OwnProcess): boolean {
  return isOnOurMachine(owner, us) && owner.process === us.process;
}

/** True only when it is certain that the process has ended: it ran on this machine and is there no more. */
export function hasEnded(owner: ProcessOwner, us: OwnProcess): boolean {
  if (!isOnOurMachine(owner, us)) return false;
  if (!Number.isSafeInteger(owner.process) || owner.process <= 0) return false;
  try {
    process.kill(owner.process, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
