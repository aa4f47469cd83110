import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import { createLog, type LogFields } from '../../src/insight/log.ts';

const collect = () => {
  const lines: string[] = [];
  return { lines, log: createLog('debug', { write: (line) => void lines.push(line) }) };
};

describe('the log', () => {
  it('writes an event with the fields it knows', () => {
    const { lines, log } = collect();
    log.info('server.listening', { port: 3978 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'server.listening', port: 3978, level: 30 });
  });

  it('drops fields it does not know, whatever slipped past the types [P4]', () => {
    const { lines, log } = collect();
    log.info('x', { text: 'my password is hunter2', status: 'hunter2'.length } as LogFields);
    expect(lines[0]).not.toContain('hunter2');
    expect(lines[0]).toContain('"status":7');
  });

  it('says of an error its class, code and frames, and of a foreign one no message [P4]', () => {
    const { lines, log } = collect();
    const cause = (() => {
      try {
        return JSON.parse('hunter2');
      } catch (error) {
        return error;
      }
    })();
    log.error('turn.failed', new LatchkeyError('BotFailed', 'The bot failed.', 'Look at the cause.', cause), {
      status: 502,
    });
    const { error } = JSON.parse(lines[0] ?? '');
    expect(error).toMatchObject({
      code: 'BotFailed',
      message: 'The bot failed.',
      cause: { class: 'SyntaxError' },
    });
    expect(error.stack[0]).toContain('log.test.ts');
    expect(lines[0]).not.toContain('hunter2');
  });

  it('survives what is no error and causes that go round', () => {
    const { lines, log } = collect();
    const error = new Error('x');
    error.cause = error;
    log.error('a', error);
    log.error('b', 'hunter2');
    expect(lines).toHaveLength(2);
    expect(lines[1]).not.toContain('hunter2');
  });
});
