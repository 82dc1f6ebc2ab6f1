import { readFileSync } from 'node:fs';

/** What a process with all its threads holds resident. Linux only, as the benchmarks are. */
export const residentMegabytes = (pid: number | undefined): number => inStatus(pid, 'VmRSS');

/**
 * The most that this process, or another one, has held resident. `process.resourceUsage().maxRSS` is no measure of it: Linux has a process
 * begin with the most that the one held from which it was started.
 */
export const mostResidentMegabytes = (pid: number | undefined = process.pid): number =>
  inStatus(pid, 'VmHWM');

function inStatus(pid: number | undefined, line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const [, kilobytes = '0'] = new RegExp(`${line}:\\s+(\\d+) kB`).exec(status) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Ticks of /proc a second: the same on every Linux that Node runs on. */
const ticks = 100;

/** Processor time that a process with all its threads has used, in seconds. */
export function processorSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // The name of the program may hold spaces; it ends at the last parenthesis. See proc(5): utime is 14, stime 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}
