import { describe, expect, it } from 'vitest';
import { createMemory, type Store } from '../../../src/web/browser/memory.ts';
import { type Answer, openSession, renewSession, SessionRefused } from '../../../src/web/browser/session.ts';

const body = (name: string) => ({
  token: `token of ${name}`,
  conversationId: name,
  expires_in: 1800,
  domain: 'https://help.example/v3/directline',
  userId: 'dl_1',
  resume: `${name}.secret`,
});

function fakeStore(): Store & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A server that knows these conversations, and begins `new` when it is asked for one. */
function fakeServer(known: readonly string[]) {
  const asked: unknown[] = [];
  const post = async (request: { resume?: string }): Promise<Answer> => {
    asked.push(request);
    if (request.resume === undefined) return { status: 200, body: body('new') };
    const name = request.resume.split('.')[0] ?? '';
    return known.includes(name) ? { status: 200, body: body(name) } : { status: 404, body: { error: {} } };
  };
  return { asked, post };
}

describe('a session', () => {
  it('is begun by a browser that remembers none, and remembered [P6]', async () => {
    const memory = createMemory(fakeStore(), fakeStore());
    const { asked, post } = fakeServer([]);
    expect(await openSession(post, memory, 'en')).toMatchObject({
      conversationId: 'new',
      token: 'token of new',
    });
    expect(asked).toEqual([{ locale: 'en' }]);
    expect(memory.read()).toBe('new.secret');
  });

  it('goes on after a reload [P6]', async () => {
    const memory = createMemory(fakeStore(), fakeStore());
    memory.keep('old.secret');
    const { asked, post } = fakeServer(['old']);
    expect((await openSession(post, memory, 'en')).conversationId).toBe('old');
    expect(asked).toEqual([{ resume: 'old.secret' }]);
    expect(memory.read()).toBe('old.secret');
  });

  it('begins anew when the remembered one is gone', async () => {
    const memory = createMemory(fakeStore(), fakeStore());
    memory.keep('dead.secret');
    const { asked, post } = fakeServer([]);
    expect((await openSession(post, memory, 'en')).conversationId).toBe('new');
    expect(asked).toEqual([{ resume: 'dead.secret' }, { locale: 'en' }]);
    expect(memory.read()).toBe('new.secret');
  });

  it.each([429, 500, 503])('keeps the remembered one when the server answers %i [P6]', async (status) => {
    const memory = createMemory(fakeStore(), fakeStore());
    memory.keep('old.secret');
    const refusal = openSession(async () => ({ status, body: {}, retryAfter: 7_000 }), memory, 'en');
    await expect(refusal).rejects.toMatchObject({ retryAfter: 7_000 });
    await expect(refusal).rejects.toBeInstanceOf(SessionRefused);
    expect(memory.read()).toBe('old.secret');
  });

  it.each([undefined, null, 'text', [], {}, { ...body('a'), token: '' }, { ...body('a'), domain: 5 }])(
    'is none when the answer is %j',
    async (answer) => {
      const memory = createMemory(fakeStore(), fakeStore());
      await expect(
        openSession(async () => ({ status: 200, body: answer }), memory, 'en'),
      ).rejects.toBeInstanceOf(SessionRefused);
      expect(memory.read()).toBeUndefined();
    },
  );
});

describe('another token', () => {
  it('is of the same conversation, and says how long it lasts', async () => {
    const { asked, post } = fakeServer(['old']);
    const session = await renewSession(post, { resume: 'old.secret' });
    expect(session).toMatchObject({ conversationId: 'old', token: 'token of old', seconds: 1800 });
    expect(asked).toEqual([{ resume: 'old.secret' }]);
  });

  it('is none when the conversation is gone, and no other is begun', async () => {
    const { asked, post } = fakeServer([]);
    await expect(renewSession(post, { resume: 'dead.secret' })).rejects.toBeInstanceOf(SessionRefused);
    expect(asked).toHaveLength(1);
  });

  it.each([undefined, 0, -1, '60'])('lasts half an hour when its answer says %j', async (expires) => {
    const answer = { status: 200, body: { ...body('a'), expires_in: expires } };
    expect((await renewSession(async () => answer, { resume: 'a.secret' })).seconds).toBe(1800);
  });
});

describe('what the browser remembers', () => {
  it('outlives the tab, unless the computer is shared', () => {
    const [lasting, passing] = [fakeStore(), fakeStore()];
    const memory = createMemory(lasting, passing);
    memory.keep('a.secret');
    expect([...lasting.kept.values()]).toEqual(['a.secret']);

    memory.setShared(true);
    expect(memory.shared).toBe(true);
    expect(memory.read()).toBe('a.secret');
    expect(lasting.kept.size).toBe(0);

    memory.keep('b.secret');
    expect(lasting.kept.size).toBe(0);
    expect(createMemory(lasting, passing).read()).toBe('b.secret');
    expect(createMemory(lasting, fakeStore()).read()).toBeUndefined();

    memory.setShared(false);
    expect([...lasting.kept.values()]).toEqual(['b.secret']);
    expect(passing.kept.size).toBe(0);
  });

  it('is forgotten everywhere', () => {
    const [lasting, passing] = [fakeStore(), fakeStore()];
    const memory = createMemory(lasting, passing);
    memory.keep('a.secret');
    memory.forget();
    expect(memory.read()).toBeUndefined();
    expect(lasting.kept.size + passing.kept.size).toBe(0);
  });

  it('lasts as long as the page where storage is blocked', () => {
    const blocked = (): never => {
      throw new Error('SecurityError');
    };
    const store: Store = { getItem: blocked, setItem: blocked, removeItem: blocked };
    for (const memory of [createMemory(store, store), createMemory(undefined, undefined)]) {
      memory.keep('a.secret');
      expect(memory.read()).toBe('a.secret');
      memory.forget();
      expect(memory.read()).toBeUndefined();
    }
  });
});
