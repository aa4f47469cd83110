import { createConnectorDriver } from './connector-driver.ts';
import { createDirectLineDriver } from './direct-line-driver.ts';
import type { Driver } from './driver.ts';
import type { LoadCommand, LoadTarget } from './load.ts';
import { runClosedLoop, runOpenLoop } from './loops.ts';
import { createStoredDriver } from './stored-driver.ts';

/** Under the 20,000 files that a process may hold, the channel's own connections beside it. */
const connectionsAtMost = 5_000;

const driverOf = async (target: LoadTarget): Promise<Driver> => {
  switch (target.door) {
    case 'connector':
      return await createConnectorDriver(target, connectionsAtMost);
    case 'directLine':
      return createDirectLineDriver(target, connectionsAtMost);
    case 'stored':
      return createStoredDriver(target, connectionsAtMost);
  }
};

const driver = driverOf(JSON.parse(process.argv[2] ?? '') as LoadTarget);

async function obey(command: LoadCommand): Promise<unknown> {
  switch (command.kind) {
    case 'open':
      return await (await driver).open(command.count);
    case 'closed':
      return await runClosedLoop(await driver, command);
    case 'open loop':
      return await runOpenLoop(await driver, command);
  }
}

process.on('message', (command: LoadCommand) => {
  obey(command).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
