import fc from 'fast-check';
import { askOnce, createDirectLineCaller } from '../support/direct-line-caller.ts';
import { type Garbage, garbage, writeGarbage } from './garbage.ts';
import { type HostileRequest, hostileRequest } from './requests.ts';
import { type HostileSocket, hostileSocket, tokenOf, writeFrames, writeHandshake } from './sockets.ts';
import type { Target } from './target.ts';
import { type HostileText, hostileText, spell } from './texts.ts';
import { faultsOf } from './verdict.ts';
import { type Ending, type Exchange, exchange } from './wire.ts';
import { writeRequest } from './write-request.ts';

/** One attack, as plain data: what is sent follows from it, but for the ids and tokens of the moment. */
export type Attack =
  | { readonly kind: 'request'; readonly request: HostileRequest }
  | {
      readonly kind: 'half-sent';
      readonly request: HostileRequest;
      readonly upTo: number;
      readonly ending: Ending;
    }
  | { readonly kind: 'pipeline'; readonly requests: readonly HostileRequest[] }
  | { readonly kind: 'garbage'; readonly garbage: Garbage }
  | { readonly kind: 'socket'; readonly socket: HostileSocket }
  | { readonly kind: 'text'; readonly text: HostileText }
  | { readonly kind: 'repeat'; readonly id: string; readonly texts: readonly string[] };

export const attack: fc.Arbitrary<Attack> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ kind: fc.constant('request' as const), request: hostileRequest }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('half-sent' as const),
      request: hostileRequest,
      upTo: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      ending: fc.constantFrom<Ending>('finish', 'cut'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pipeline' as const),
      requests: fc.array(hostileRequest, { minLength: 2, maxLength: 8 }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('garbage' as const), garbage }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('socket' as const), socket: hostileSocket }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('text' as const), text: hostileText }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      id: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 99 }),
      texts: fc.array(fc.constantFrom('hello', 'yes', 'no', 'back'), { minLength: 2, maxLength: 5 }),
    }),
  },
);

/** What came of an attack. */
export interface Outcome {
  /** How many requests it made. */
  readonly requests: number;
  /** The statuses of the answers. */
  readonly statuses: readonly number[];
  /** What was wrong with them; empty when nothing was. */
  readonly faults: readonly string[];
}

export async function perform(attack: Attack, target: Target): Promise<Outcome> {
  switch (attack.kind) {
    case 'request': {
      const { bytes, method, ending, mayPass } = await writeRequest(attack.request, target);
      const isInvoke = JSON.stringify(attack.request.body ?? '').includes('invoke');
      return judge(
        await exchange(target.port, bytes, [method], ending),
        [{ method, mayPass, isInvoke }],
        ending,
      );
    }
    case 'half-sent': {
      const { bytes, method } = await writeRequest(attack.request, target);
      const half = bytes.subarray(0, Math.ceil(bytes.length * attack.upTo));
      return judge(
        await exchange(target.port, half, [method], attack.ending),
        [{ ...anything, method }],
        'cut',
      );
    }
    case 'pipeline':
      return await pipeline(attack.requests, target);
    case 'garbage': {
      const { ending } = attack.garbage;
      return judge(await exchange(target.port, writeGarbage(attack.garbage), [], ending), [anything], 'cut');
    }
    case 'socket':
      return await openSocket(attack.socket, target);
    case 'text':
      return await sayText(attack.text, target);
    case 'repeat':
      return await sayAgain(attack.id, attack.texts, target);
  }
}

const anything = { method: '', mayPass: true };

/** @param ending how the exchange ended: whoever cuts a connection need not see an answer */
function judge(
  { answers, hung }: Exchange,
  about: readonly Parameters<typeof faultsOf>[1][],
  ending: Ending,
): Outcome {
  const last = about.at(-1) ?? anything;
  return {
    requests: about.length,
    statuses: answers.map(({ status }) => status),
    faults: [
      ...(hung ? ['the connection hangs'] : []),
      ...(answers.length === 0 && ending === 'wait' && !hung ? ['there is no answer'] : []),
      ...answers.flatMap((answer, index) =>
        faultsOf(answer, about[index] ?? last).map(
          (fault) => `${fault}: ${answer.status} ${answer.body.slice(0, 300)}`,
        ),
      ),
    ],
  };
}

async function pipeline(requests: readonly HostileRequest[], target: Target): Promise<Outcome> {
  const written = [];
  for (const [index, request] of requests.entries()) {
    written.push(await writeRequest(request, target, index === requests.length - 1));
  }
  const bytes = Buffer.concat(written.map((one) => one.bytes));
  const methods = written.map(({ method }) => method);
  const result = await exchange(target.port, bytes, methods, 'finish');
  // Which answer is whose cannot be told once a request was read as two.
  return judge(
    result,
    methods.map((method) => ({ method, mayPass: true, isInvoke: true })),
    'cut',
  );
}

async function openSocket(socket: HostileSocket, target: Target): Promise<Outcome> {
  const handshake = writeHandshake(socket, await tokenOf(socket, target), target);
  const frames = writeFrames(socket);
  const connectOnce = (): Promise<Exchange> =>
    socket.isHasty
      ? exchange(target.port, Buffer.concat([handshake, frames]), ['GET'], socket.ending)
      : exchange(target.port, handshake, ['GET'], socket.ending, frames);
  const mayOpen = socket.token === 'sound' || socket.token === 'used';
  const first = judge(await connectOnce(), [{ method: 'GET', mayPass: mayOpen }], 'cut');
  if (socket.token !== 'used' || first.statuses[0] !== 101) return first;
  const second = judge(await connectOnce(), [{ method: 'GET', mayPass: false }], 'cut');
  return {
    requests: 2,
    statuses: [...first.statuses, ...second.statuses],
    faults: [...first.faults, ...second.faults],
  };
}

/** A message like any other is answered like any other, whatever its text. */
async function sayText(text: HostileText, target: Target): Promise<Outcome> {
  const caller = createDirectLineCaller(`http://127.0.0.1:${target.port}`);
  const began = performance.now();
  try {
    await caller.say(target.own, spell(text), `text-${target.next()}`);
  } catch (error) {
    return {
      requests: 1,
      statuses: [],
      faults: [`it is not taken after ${Math.round(performance.now() - began)} ms: ${error}`],
    };
  }
  return { requests: 1, statuses: [200], faults: [] };
}

/** One id said several times at once is said once. */
async function sayAgain(id: string, texts: readonly string[], target: Target): Promise<Outcome> {
  const caller = createDirectLineCaller(`http://127.0.0.1:${target.port}`, askOnce);
  const unique = `${target.next()}${id}`.slice(0, 100);
  const before = (await caller.readAll(target.own)).length;
  const echoes = await Promise.all(texts.map((text) => caller.say(target.own, text, unique)));
  const lines = (await caller.readAll(target.own)).slice(before);
  const standing = lines.filter(({ channelData }) => channelData?.clientActivityID === unique);
  return {
    requests: texts.length,
    statuses: texts.map(() => 200),
    faults: [
      ...(new Set(echoes).size === 1 ? [] : [`a repeated id gets several answers: ${echoes.join(', ')}`]),
      ...(standing.length === 1 ? [] : [`a repeated id stands ${standing.length} times in the log`]),
    ],
  };
}
