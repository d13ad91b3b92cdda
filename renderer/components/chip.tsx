import type { Tone } from '../text/tone.ts';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  readonly tone: Tone;
  readonly text: string;
  readonly icon?: IconName | undefined;
}

export function Chip({ tone, text, icon }: Props) {
  return (
    <span className="chip" data-tone={tone}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="chip-text">{text}</span>
    </span>
  );
}
