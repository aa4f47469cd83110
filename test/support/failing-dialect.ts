import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** A dialect that asks `before` at each statement, with its SQL; when that throws, the statement is not run. */
export function failingDialect(dialect: Dialect, before: (sql: string) => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => failingDriver(dialect.createDriver(), before),
  };
}

function failingDriver(driver: Driver, before: (sql: string) => void): Driver {
  const wrappers = new Map<DatabaseConnection, DatabaseConnection>();
  const wrap = (connection: DatabaseConnection): DatabaseConnection => {
    const wrapper = wrappers.get(connection) ?? {
      executeQuery: async (query) => {
        before(query.sql);
        return connection.executeQuery(query);
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
    wrappers.set(connection, wrapper);
    return wrapper;
  };
  return {
    init: () => driver.init(),
    acquireConnection: async () => wrap(await driver.acquireConnection()),
    // Given the wrapper, so that begin, commit and roll-back are statements that can fail as well.
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => driver.destroy(),
  };
}
