/** Where a site makes its badge: the designs on the left, the badge itself in the middle, what is chosen on the right. */
import { useCallback, useEffect, useEffectEvent } from 'react';
import { useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import '../../styles/designer.css';
import { Canvas } from './canvas.tsx';
import { Elements } from './elements.tsx';
import { Properties } from './properties.tsx';
import { Shelf } from './shelf.tsx';
import { Toolbar, useSave } from './toolbar.tsx';
import { useDesignSnapshot, useShelf } from './use-design.ts';

/** Keys of the whole designer, wherever the focus is: what was removed has taken it along. Those of one element are in `canvas.tsx`. */
function useDesignerKeys(onChanged: () => void): void {
  const { designs } = useWindowParts();
  const { keep } = useSave(onChanged);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key === 's') void keep(false);
    else if (key === 'y' || (key === 'z' && event.shiftKey)) designs.redo();
    else if (key === 'z') designs.undo();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

export function DesignerView() {
  const { t } = useWords();
  const { store, designs } = useWindowParts();
  const { shelf, hasFailed, look } = useShelf();
  const { design } = useDesignSnapshot();
  const open = useCallback(
    async (id: string): Promise<void> => {
      const result = await store.invoke('templates:get', { id });
      if (result.ok) designs.open(id, result.value.template);
    },
    [store, designs],
  );
  const openId = design?.id;
  const inUse = shelf?.inUse;
  const isOpenThere = shelf?.templates.some(({ id }) => id === openId) ?? true;
  useEffect(() => {
    // The first look shows what is printed today; so does a design that has just been removed.
    if (inUse !== undefined && (openId === undefined || !isOpenThere)) void open(inUse);
  }, [inUse, openId, isOpenThere, open]);
  useDesignerKeys(look);
  /** Of a changed one the shipped design is there again; of any other the one in use is opened. */
  const removed = (id: string): void => {
    look();
    void open(id);
  };
  if (shelf === null)
    return <main className="designer-wait">{t(hasFailed ? 'designer.failed' : 'designer.opening')}</main>;
  return (
    <main className="designer" aria-label={t('designer.title')}>
      <div className="designer-left">
        <Shelf shelf={shelf} onOpen={(id) => void open(id)} onChanged={look} />
        {design === null ? null : <Elements />}
      </div>
      {design === null ? null : (
        <>
          <div className="designer-middle">
            <Toolbar shelf={shelf} onChanged={look} onRemoved={removed} />
            <Canvas />
          </div>
          <Properties customFields={shelf.customFields} />
        </>
      )}
    </main>
  );
}
