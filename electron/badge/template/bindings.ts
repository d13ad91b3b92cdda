/** The text of a template: words as they stand, and names in braces that a document fills. */
import { BADGE_FIELDS, BADGE_WORDS, type BadgeField, type BadgeWord } from '../../shared/badge-template.ts';
import type { BadgeDocument } from '../document.ts';
import type { Paragraph } from '../fit-text.ts';
import { cleanText } from '../visitor-text.ts';

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: BadgeField }
  | { readonly kind: 'word'; readonly word: BadgeWord }
  | { readonly kind: 'custom'; readonly key: string };

const BINDING = /\{([^{}]*)\}/g;
const CUSTOM = 'custom.';
const WORD = 'word.';

export const isField = (name: string): name is BadgeField => BADGE_FIELDS.some((field) => field === name);
const isWord = (name: string): name is BadgeWord => BADGE_WORDS.some((word) => word === name);

export const ALLOWED_BINDINGS = `${BADGE_FIELDS.map((field) => `{${field}}`).join(', ')}, {custom.…} and ${BADGE_WORDS.map((word) => `{word.${word}}`).join(', ')}`;

/** The first binding that names nothing, as it was written. */
export function unknownBinding(text: string): string | null {
  for (const [whole, name = ''] of text.matchAll(BINDING)) if (toPiece(name) === null) return whole;
  return null;
}

/** Custom fields that a text binds to. */
export function customKeysOf(text: string): string[] {
  return [...text.matchAll(BINDING)].flatMap(([, name = '']) =>
    name.startsWith(CUSTOM) ? [name.slice(CUSTOM.length)] : [],
  );
}

/**
 * Filled in, line for line. A line is left out when all that it binds to is empty, words aside: "Host:" without a host is
 * noise. `{name}` alone keeps given and family name apart, for they are best set on a line each.
 */
export function fill(text: string, document: BadgeDocument): Paragraph[] {
  return text.split('\n').flatMap((line): Paragraph[] => {
    if (line.trim() === '{name}') return [document.nameLines];
    const pieces = piecesOf(line);
    const facts = pieces.filter(({ kind }) => kind === 'field' || kind === 'custom');
    if (facts.length > 0 && facts.every((piece) => valueOf(piece, document) === '')) return [];
    const filled = cleanAround(pieces.map((piece) => valueOf(piece, document)).join(''));
    return filled === '' ? [] : [[filled]];
  });
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(BINDING)) {
    if (match.index > from) pieces.push({ kind: 'text', text: line.slice(from, match.index) });
    const piece = toPiece(match[1] ?? '');
    if (piece !== null) pieces.push(piece);
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ kind: 'text', text: line.slice(from) });
  return pieces;
}

function toPiece(name: string): Piece | null {
  if (isField(name)) return { kind: 'field', field: name };
  if (name.startsWith(WORD)) {
    const word = name.slice(WORD.length);
    return isWord(word) ? { kind: 'word', word } : null;
  }
  return name.startsWith(CUSTOM) && name.length > CUSTOM.length
    ? { kind: 'custom', key: name.slice(CUSTOM.length) }
    : null;
}

function valueOf(piece: Piece, document: BadgeDocument): string {
  switch (piece.kind) {
    case 'text':
      // What somebody typed into a design gets no more power over the drawing than what a visitor typed.
      return (cleanText(`.${piece.text}.`) ?? '').slice(1, -1);
    case 'field':
      return document.fields[piece.field];
    case 'word':
      return document.words[piece.word];
    case 'custom':
      return Object.hasOwn(document.custom, piece.key) ? (document.custom[piece.key] ?? '') : '';
  }
}

/** A separator that has lost one of its sides: "· Harbour House". */
const cleanAround = (line: string): string =>
  line.replaceAll(/^[\s·|,/–-]+(?=\s)|(?<=\s)[\s·|,/–-]+$/gu, '').trim();
