import Libsql from 'libsql';
import { createDirectLineCaller } from '../support/direct-line-caller.ts';
import { databaseOf } from '../support/program.ts';
import { storedId } from './load/stored-driver.ts';
import { newFolder, startLatchkey } from './servers.ts';
import { contender, type Round, ratio, runRounds } from './throughput.ts';

export interface StoredConversations {
  readonly few: number;
  readonly many: number;
  /** How many times as much CPU a turn takes with many stored as with few; and how many times as long. */
  readonly cpuRatio: number;
  readonly timeRatio: number;
  readonly fewRounds: readonly Round[];
  readonly manyRounds: readonly Round[];
}

const few = 1_000;
const linesEach = 20;
const atOnce = 10_000;

/** Compares a turn in one of `many` stored conversations with one in a thousand; each has its row and 20 lines of log. */
export async function compareStored(
  many: number,
  seconds: number,
  rounds: number,
): Promise<StoredConversations> {
  const folders = [newFolder(), newFolder()];
  try {
    for (const [index, count] of [few, many].entries()) await fill(folders[index]?.path ?? '', count);
    const servers = await Promise.all(folders.map(({ path }) => startLatchkey(path)));
    const contenders = servers.map((server) => contender('stored', server, 'stored'));
    try {
      for (const [index, { load }] of contenders.entries()) await load.open(index === 0 ? few : many);
      const [fewRounds = [], manyRounds = []] = await runRounds(contenders, {
        rounds,
        seconds,
        warmUpSeconds: seconds,
      });
      return {
        few,
        many,
        cpuRatio: ratio(manyRounds, fewRounds, ({ cpuMs }) => cpuMs),
        timeRatio: ratio(fewRounds, manyRounds),
        fewRounds,
        manyRounds,
      };
    } finally {
      for (const { load } of contenders) load.stop();
      await Promise.all(servers.map((server) => server.stop()));
    }
  } finally {
    for (const folder of folders) folder.remove();
  }
}

/** Holds one talk in an empty database, and copies it `count` times. */
async function fill(folder: string, count: number): Promise<void> {
  const server = await startLatchkey(folder);
  const caller = createDirectLineCaller(server.url);
  const session = await caller.open();
  await caller.start(session);
  for (const [index, text] of server.script.opening.entries()) await caller.say(session, text, `o${index}`);
  let position = 0;
  for (let turn = 0; position < linesEach; turn += 1) {
    const text = server.script.cycle[turn % server.script.cycle.length] ?? '';
    position = Number((await caller.say(session, text, `t${turn}`)).split('|')[1]) + 1;
  }
  await server.stop();
  const database = new Libsql(databaseOf(folder));
  database.exec('pragma synchronous = off');
  const original = `embedded/directline/${session.conversationId}`;
  const numbers = 'with recursive numbers(n) as (select ? union all select n + 1 from numbers where n < ?)';
  const key = `'embedded/directline/${storedId(0).replace(/\d+$/, '')}' || printf('%08d', n)`;
  const row = database.prepare(
    `${numbers} insert into conversations (conversation, version, state_json, reference_json, next_position, last_stamp,
       committed_at, committed_day, missed, resume_hash)
     select ${key}, version, state_json, reference_json, next_position, last_stamp, committed_at, committed_day, missed,
       resume_hash from numbers, conversations where conversation = ?`,
  );
  const log = database.prepare(
    `${numbers} insert into log (conversation, position, activity_json, at)
     select ${key}, position, activity_json, at from numbers, log where conversation = ?`,
  );
  for (let from = 0; from < count; from += atOnce) {
    const to = Math.min(from + atOnce, count) - 1;
    database.exec('begin');
    row.run([from, to, original]);
    log.run([from, to, original]);
    database.exec('commit');
  }
  database.close();
}
