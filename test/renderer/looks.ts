/**
 * The looks in which a view is held to its rules: every two of a colour scheme, a language and a case meet in one of them, in half as many
 * looks as there are. Colours do not depend on the language, nor room on the colours, so a third cannot matter.
 */
export const looksOf = <T>(cases: readonly T[]) =>
  cases.flatMap((one, index) => {
    const [inEnglish, inGerman] =
      index % 2 === 0 ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
    return [
      { colorScheme: inEnglish, language: 'en', of: one } as const,
      { colorScheme: inGerman, language: 'de', of: one } as const,
    ];
  });
