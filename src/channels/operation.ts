import type { z } from 'zod';

/** What the description of the interface tells of an operation beside its method and path. */
export interface Operation {
  readonly summary: string;
  /** What a caller must hold. */
  readonly credential?: 'secret' | 'token or secret';
  /** What may stand in the query, with its meaning. */
  readonly query?: Readonly<Record<string, string>>;
  /** The JSON body. */
  readonly body?: z.ZodType;
  /** The answers but for errors, by status. */
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  /** The statuses of its errors, all in the shape of an error. */
  readonly errors: readonly number[];
}

export interface OperationAnswer {
  readonly description: string;
  /** The JSON body. */
  readonly json?: z.ZodType;
  /** The type of a body that is no JSON. */
  readonly type?: string;
}

/** Operations by method and path as the routes have them, such as `GET /v3/directline/conversations/:conversationId`. */
export type Operations = Readonly<Record<string, Operation>>;
