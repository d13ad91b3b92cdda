/**
 * The environment under which a Chromium on Linux draws with the project's own fonts in place of the system's, so that a
 * picture of the window has its glyphs for every script on a machine that has hardly a font.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function projectFonts(): { FONTCONFIG_FILE: string } {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-fonts-'));
  const modules = join(import.meta.dirname, '../../node_modules');
  const folders = ['@expo-google-fonts', '@embedpdf/fonts-sc/fonts'].map((name) => join(modules, name));
  const families = ['system-ui', 'Segoe UI', 'sans-serif'].map(
    (name) =>
      `<alias binding="same"><family>${name}</family><prefer><family>Noto Sans</family><family>Noto Sans Arabic</family><family>Noto Sans Hans</family></prefer></alias>`,
  );
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig>${folders.map((each) => `<dir>${each}</dir>`).join('')}<dir>/usr/share/fonts</dir>${families.join('')}<cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}
