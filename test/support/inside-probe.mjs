/**
 * Loaded ahead of the program (`node --expose-gc --import`) by a test that asks how much it holds: whoever connects to the
 * socket that `INSIDE_PROBE` names gets a line of JSON, after everything that can be collected was.
 */
import { createServer } from 'node:net';

const resources = () => {
  const counts = {};
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

createServer((socket) => {
  // Twice: what has a finaliser goes with the second one.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  const prototype = Object.getOwnPropertyNames(Object.prototype).length;
  const { user, system } = process.cpuUsage();
  const cpuMs = (user + system) / 1000;
  socket.end(`${JSON.stringify({ heapUsed, external, cpuMs, prototype, resources: resources() })}\n`);
})
  .listen(process.env.INSIDE_PROBE)
  .unref();
