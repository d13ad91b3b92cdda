import { expect, test } from 'vitest';
import { en } from '../../../renderer/text/en/index.ts';
import { LANGUAGES, type Language } from '../../../electron/shared/languages.ts';
import { createText } from '../../../renderer/text/text.ts';

type Words = { readonly [key: string]: string | Words };

/** Every sentence by its path, without the form of a number at its end. */
const FORM = /_(zero|one|two|few|many|other)$/;

function sentencesOf(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : sentencesOf(value, `${path}${key}.`),
  );
}

const placeholders = (sentence: string): string =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name = '']) => name)
    .toSorted((a, b) => a.localeCompare(b))
    .join();

const wordsOf = async (language: Language): Promise<Words> =>
  (await createText(language)).getResourceBundle(language, 'window') as Words;

test.each(LANGUAGES)('%s says everything that English says, and nothing else', async (language) => {
  const base = (words: Words) =>
    [...new Set(sentencesOf(words).map(([key]) => key.replace(FORM, '')))].toSorted();
  expect(base(await wordsOf(language))).toEqual(base(en));
});

test.each(LANGUAGES)('%s has each form that its numbers take', async (language) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = new Set(sentencesOf(await wordsOf(language)).map(([key]) => key));
  const counted = sentencesOf(en)
    .filter(([key]) => key.endsWith('_other'))
    .map(([key]) => key.replace(FORM, ''));
  expect(
    counted.flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => !keys.has(key)),
  ).toEqual([]);
});

test.each(LANGUAGES)('%s puts into each sentence what English puts into it', async (language) => {
  const english = new Map(sentencesOf(en));
  const wrong = sentencesOf(await wordsOf(language)).filter(([key, sentence]) => {
    const pattern = english.get(key) ?? english.get(key.replace(FORM, '_other')) ?? '';
    const [wanted, found] = [placeholders(pattern), placeholders(sentence)];
    // One and zero may be said in words.
    return wanted !== found && !(FORM.test(key) && wanted.replace(/\bcount\b,?/, '') === found);
  });
  expect(wrong).toEqual([]);
});
