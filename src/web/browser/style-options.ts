/**
 * How Web Chat looks here. Colours and sizes are the variables of page.css, so that light and dark, a bigger letter and
 * forced colours need no second set.
 */
export const styleOptions = {
  accent: 'var(--accent)',
  subtle: 'var(--quiet)',
  backgroundColor: 'var(--panel)',
  primaryFont: 'var(--font)',
  fontSizeSmall: '0.875rem',
  paddingRegular: 12,

  // One calm column: no pictures of the two who talk.
  botAvatarInitials: undefined,
  userAvatarInitials: undefined,
  bubbleBackground: 'var(--bot)',
  bubbleBorderColor: 'var(--line)',
  bubbleBorderRadius: 14,
  bubbleTextColor: 'var(--text)',
  bubbleFromUserBackground: 'var(--user)',
  bubbleFromUserBorderColor: 'var(--user)',
  bubbleFromUserBorderRadius: 14,
  bubbleFromUserTextColor: 'var(--user-text)',
  bubbleMaxWidth: 560,
  bubbleMinWidth: 0,
  bubbleMinHeight: 44,
  timestampColor: 'var(--quiet)',
  groupTimestamp: 300_000,

  // Buttons that say what they do stand one below the other, whole, and are big enough for an unsteady thumb.
  suggestedActionLayout: 'stacked',
  suggestedActionsStackedLayoutButtonTextWrap: true,
  suggestedActionHeight: 48,
  suggestedActionBorderRadius: 10,
  suggestedActionBorderColor: 'var(--accent)',
  suggestedActionBackgroundColor: 'var(--panel)',
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionBackgroundColorOnHover: 'var(--hover)',
  suggestedActionBackgroundColorOnActive: 'var(--soft)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--accent)',

  // What is said is delivered for as long as it takes (outbox.ts); Web Chat itself gives up after this.
  sendTimeout: 300_000,

  sendBoxHeight: 56,
  sendBoxTextWrap: true,
  sendBoxMaxHeight: 160,
  sendBoxBackground: 'var(--panel)',
  sendBoxTextColor: 'var(--text)',
  sendBoxPlaceholderColor: 'var(--quiet)',
  sendBoxBorderTop: 'solid 1px var(--line)',
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnDisabled: 'var(--quiet)',
  sendBoxButtonShadeColorOnHover: 'var(--soft)',
  sendBoxButtonShadeColorOnActive: 'var(--soft)',
  sendBoxButtonShadeColorOnDisabled: 'transparent',
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  // This bot reads words only.
  hideUploadButton: true,

  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptOverlayButtonBackground: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--accent)',
  transcriptOverlayButtonColor: 'var(--panel)',
  scrollToEndButtonFontSize: '1rem',
  markdownExternalLinkIconImage: 'none',
};
