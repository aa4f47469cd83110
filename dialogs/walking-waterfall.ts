import {
  DialogContext,
  DialogReason,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStep,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';

/**
 * The SDK's waterfall, light enough to be walked anew in every turn.
 *
 * For each step the SDK makes a dialog context of its own, with a memory and its scopes, of which nothing here is ever
 * read, and tells a telemetry client of it; with a dozen steps passed on the way that is most of what a turn costs. So a step
 * is given a copy of the context that the waterfall itself runs in, with the fields of the step beside it.
 */
export class WalkingWaterfall extends WaterfallDialog {
  readonly #walk: readonly WaterfallStep[];

  constructor(id: string, walk: WaterfallStep[]) {
    super(id, walk);
    this.#walk = walk;
  }

  override async beginDialog(dc: DialogContext, options: object = {}): Promise<DialogTurnResult> {
    Object.assign(dc.activeDialog?.state, { options, values: {} });
    return await this.runStep(dc, 0, DialogReason.beginCalled);
  }

  override async resumeDialog(
    dc: DialogContext,
    reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    return await this.runStep(dc, dc.activeDialog?.state.stepIndex + 1, reason, result);
  }

  /** Nothing hears of it. */
  override async endDialog(): Promise<void> {
    return undefined;
  }

  protected override async runStep(
    dc: DialogContext,
    index: number,
    reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    const step = this.#walk[index];
    const state = dc.activeDialog?.state;
    if (!step || !state) return await dc.endDialog(result);
    state.stepIndex = index;
    const { options, values } = state;
    const next = (given?: unknown) => this.resumeDialog(dc, DialogReason.nextCalled, given);
    const fields = { index, options, reason, result, values, next };
    const context: WaterfallStepContext = Object.assign(Object.create(DialogContext.prototype), dc, fields);
    return await step(context);
  }
}
