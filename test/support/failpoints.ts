/**
 * Called at each failpoint with its name, such as `store.commit.before`. Goes on when the promise is settled; throws to
 * let the call fail there; never settles where the process died.
 */
export type Fire = (point: string) => Promise<void>;

type Call = (...args: readonly unknown[]) => Promise<unknown>;

/** Gives `target` with a failpoint before and after each call, named after `name` and the method. */
export function withFailpoints<T extends object>(name: string, target: T, fire: Fire): T {
  return aroundCalls(target, (method, call) => async (...args) => {
    await fire(`${name}.${method}.before`);
    const result = await call(...args);
    await fire(`${name}.${method}.after`);
    return result;
  });
}

/** Gives `target` with each method replaced by what `around` makes of it. All methods must return promises. */
export function aroundCalls<T extends object>(target: T, around: (method: string, call: Call) => Call): T {
  return new Proxy(target, {
    get: (inner, property) => {
      const value: unknown = Reflect.get(inner, property);
      if (typeof value !== 'function') return value;
      return around(String(property), async (...args) => Reflect.apply(value, inner, args) as unknown);
    },
  });
}
