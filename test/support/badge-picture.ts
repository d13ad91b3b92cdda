/** A stand-in for the station's badge: the window shows whatever picture it is given. */
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { join } from 'node:path';
import type { BadgePreview } from '../../electron/shared/contract.ts';

const WIDTH_DOTS = 1109;
const HEIGHT_DOTS = 696;
const modules = join(import.meta.dirname, '../../node_modules');

let hasFonts = false;
function loadFonts(): void {
  if (hasFonts) return;
  GlobalFonts.registerFromPath(
    join(modules, '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
    'Badge',
  );
  GlobalFonts.registerFromPath(
    join(modules, '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'),
    'Badge Arabic',
  );
  GlobalFonts.registerFromPath(join(modules, '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf'), 'Badge SC');
  hasFonts = true;
}

export function badgePicture(name: string, company: string, site: string): BadgePreview {
  loadFonts();
  const canvas = createCanvas(WIDTH_DOTS, HEIGHT_DOTS);
  const draw = canvas.getContext('2d');
  const font = (size: number): string => `bold ${size}px Badge, "Badge Arabic", "Badge SC"`;
  draw.fillStyle = '#fff';
  draw.fillRect(0, 0, WIDTH_DOTS, HEIGHT_DOTS);
  draw.fillStyle = '#000';
  draw.font = font(34);
  draw.fillText('VISITOR', 48, 76);
  draw.font = font(104);
  name.split(' ').forEach((word, index) => draw.fillText(word, 48, 240 + index * 118, 1010));
  draw.font = font(40);
  draw.fillText(company, 48, 586, 700);
  draw.font = font(30);
  draw.fillText(site, 48, 636, 700);
  for (let x = 0; x < 21; x++) {
    for (let y = 0; y < 21; y++) {
      if ((x * 7 + y * 13 + x * y) % 3 === 0) draw.fillRect(850 + x * 10, 430 + y * 10, 10, 10);
    }
  }
  const png = canvas.toBuffer('image/png');
  return { pngBase64: png.toString('base64'), widthDots: WIDTH_DOTS, heightDots: HEIGHT_DOTS, dpi: 300 };
}
