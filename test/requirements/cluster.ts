import type { Requirements } from './requirement.ts';

/** What holds when several servers share one database, and when that database is away. */
export const cluster = {
  'cluster.sockets': {
    text:
      'A socket on one server gets what a turn on any other has written, at once; where word of it was lost, within ' +
      'seconds. When another server deletes the conversation, it closes.',
    source: 'our rules of a cluster: sockets',
  },
  'cluster.order': {
    text:
      'Turns of one conversation that come to several servers are taken one after another, each on what the one before ' +
      'it has left; none is lost and none doubled.',
    source: 'our rules of a cluster: version check and re-run',
  },
  'cluster.leases': {
    text: 'What is to be delivered is leased to one server at a time, whichever ask at the same moment.',
    source: 'our rules of a cluster: leases',
  },
  'cluster.deletes': {
    text: 'What is deleted on one server while another commits a turn leaves no row of any table behind.',
    source: 'our promise: no secrets kept',
  },
  'cluster.migrations': {
    text: 'Of several servers that start on one database at once, one brings its tables up to date while the others wait.',
    source: 'our rules of a cluster: migrations',
  },
  'cluster.away': {
    text:
      'While the database is away, what comes waits some seconds for it and is then answered 503 with Retry-After; ' +
      'nothing is lost or doubled, sockets stay open, and /readyz tells of it.',
    source: 'our rules of a cluster: connection loss',
  },
  'cluster.killed': {
    text:
      'When a server or the database is killed while people talk, no accepted turn is lost or doubled, order is kept, and ' +
      'the talk goes on.',
    source: 'our promise: whole turns, place kept',
  },
} satisfies Requirements;
