/**
 * Everything this program must do, each with an id and its source. A test names in square brackets the ids it proves;
 * a full run fails when an id has no passing test. `docs/promises.md` is made from this list.
 */
import { cluster } from './requirements/cluster.ts';
import { connector } from './requirements/connector.ts';
import { directLine } from './requirements/direct-line.ts';
import { http } from './requirements/http.ts';
import { page } from './requirements/page.ts';
import { procedure } from './requirements/procedure.ts';
import { promises } from './requirements/promises.ts';
import { reminders } from './requirements/reminders.ts';
import type { Requirements } from './requirements/requirement.ts';
import { teams } from './requirements/teams.ts';
import { turnRequirements } from './requirements/turn.ts';
import { widget } from './requirements/widget.ts';
import { words } from './requirements/words.ts';
import { mergeRequirements } from './support/requirement-gate.ts';

/** The lists by the name of their file in `test/requirements/`. */
export const requirementLists: Readonly<Record<string, Requirements>> = {
  promises,
  procedure,
  turn: turnRequirements,
  cluster,
  reminders,
  connector,
  teams,
  'direct-line': directLine,
  http,
  page,
  widget,
  words,
};

/** All requirements by id. */
export const requirements: Requirements = mergeRequirements(requirementLists);
