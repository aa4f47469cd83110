import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** CPU seconds that a process has used so far; NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : Number.NaN;
}

/** The same of the processes that a process has started, and that still run. */
export function childrenCpuSeconds(pid: number): number {
  let seconds = 0;
  for (const name of readdirSync('/proc')) {
    const child = Number(name);
    if (Number.isInteger(child) && Number(statOf(child)?.[1]) === pid) seconds += cpuSeconds(child);
  }
  return seconds;
}

/** The memory that a process holds, in MiB; NaN where there is no /proc. */
export function rssMiB(pid: number): number {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** What stands after the name of a process, which may hold spaces: state, parent, … */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
