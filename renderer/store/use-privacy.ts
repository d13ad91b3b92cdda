import { useSyncExternalStore } from 'react';
import { coverOf, type Cover, type PrivacySnapshot } from './privacy.ts';
import { useView, useWindowParts } from './window-context.ts';

export function usePrivacy(): PrivacySnapshot {
  const { privacy } = useWindowParts();
  return useSyncExternalStore(privacy.subscribe, privacy.getSnapshot);
}

/** How much of what is personal is covered at this moment. */
export function useCover(): Cover {
  const blur = useView((view) => view.privacy.blur);
  return coverOf(blur, usePrivacy());
}
