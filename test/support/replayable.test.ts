import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertReplayable, runsFrom } from './replayable.ts';

const place = { file: 'test/some.test.ts', title: 'something holds' };
const small = fc.asyncProperty(fc.nat(1000), async (number) => number < 700);

const failureOf = async (env: NodeJS.ProcessEnv): Promise<string> =>
  assertReplayable(small, runsFrom(env, 1000), place).then(
    () => 'none',
    (error: unknown) => String(error),
  );

it('tells the command that replays a failure, and that command meets it again', async () => {
  const failure = await failureOf({ SIM_SEED: '7' });
  const command =
    /SIM_SEED=(\S+) SIM_PATH=(\S+) npx vitest run test\/some\.test\.ts -t 'something holds'/.exec(failure);
  const again = await failureOf({ SIM_SEED: command?.[1], SIM_PATH: command?.[2] });
  expect(failure).toContain('[700]');
  expect(again).toContain('[700]');
});

it('takes the number of runs from the environment', () => {
  expect(runsFrom({ SIM_RUNS: '5000' }, 10)).toEqual({ numRuns: 5000 });
  expect(runsFrom({}, 10)).toEqual({ numRuns: 10 });
});
