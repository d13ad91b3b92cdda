/** How this desk gets newer versions of Vestibule, as the window shows it; one sentence for each case. */

/** Why a version that lies ready is not installed now. */
export type InstallRefusal =
  | { readonly kind: 'printing'; readonly jobs: number }
  | { readonly kind: 'uncertain'; readonly jobs: number }
  | { readonly kind: 'visitors-wait'; readonly visitors: number }
  | { readonly kind: 'roll-call' }
  /** There is no desk yet, or it is just being opened. */
  | { readonly kind: 'no-desk' }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'quiet-hour'; readonly hour: number };

/** Why there is nothing to be had from the feed, or nothing that can be taken. */
export type UpdateProblem =
  | 'not-reached'
  | 'not-understood'
  /** What came is not what the feed says it is. */
  | 'wrong-content'
  | 'not-signed'
  | 'no-room'
  | 'failed';

/** Who else brings newer versions here, or why nobody does. */
export type UpdatesOff =
  /** Settings name no feed. */
  | 'no-feed'
  /** Installed for all users, or by a package of the system. */
  | 'by-it'
  /** Started from sources. */
  | 'not-installed'
  /** The station runs as `serve`. */
  | 'in-browser';

export type UpdateState =
  | { readonly kind: 'off'; readonly because: UpdatesOff }
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'loading'; readonly version: string }
  | { readonly kind: 'ready'; readonly version: string; readonly waitsFor: InstallRefusal | null }
  | { readonly kind: 'installing'; readonly version: string }
  /** The feed offers a version that did not start here. */
  | { readonly kind: 'bad'; readonly version: string }
  | { readonly kind: 'problem'; readonly problem: UpdateProblem };

/** How the latest attempt to install one ended. */
export interface UpdateOutcome {
  /** `went-back`: it did not prove that it starts. `not-installed`: the version before is still the one that starts. */
  readonly kind: 'installed' | 'went-back' | 'not-installed';
  readonly version: string;
  readonly atMs: number;
}

export interface UpdatesView {
  readonly state: UpdateState;
  readonly checkedAtMs: number | null;
  readonly latest: UpdateOutcome | null;
}

/** What a window may ask of them. */
export interface Updates {
  view(): UpdatesView;
  check(): Promise<void>;
  /** Because somebody wants it now. The answer says why not. */
  install(): Promise<InstallRefusal | null>;
}

/** Where this process cannot replace itself. */
export const noUpdates = (because: UpdatesOff): Updates => ({
  view: () => ({ state: { kind: 'off', because }, checkedAtMs: null, latest: null }),
  check: () => Promise.resolve(),
  install: () => Promise.resolve(null),
});
