import { createCanvas } from '@napi-rs/canvas';

/** A portrait of nobody: a head before a window, in the tones that a kiosk's camera gives. A JPEG. */
export function inventedPhoto(width = 480, height = 600): Buffer {
  const canvas = createCanvas(width, height);
  const draw = canvas.getContext('2d');
  draw.scale(width / 480, height / 600);
  const wall = draw.createLinearGradient(0, 0, 480, 0);
  wall.addColorStop(0, '#7d8a92');
  wall.addColorStop(1, '#b9c3c8');
  draw.fillStyle = wall;
  draw.fillRect(0, 0, 480, 600);
  const shape = (x: number, y: number, rx: number, ry: number, light: string, dark: string): void => {
    const tone = draw.createRadialGradient(x - rx * 0.3, y - ry * 0.3, rx * 0.1, x, y, Math.max(rx, ry));
    tone.addColorStop(0, light);
    tone.addColorStop(1, dark);
    draw.fillStyle = tone;
    draw.beginPath();
    draw.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
    draw.fill();
  };
  shape(240, 640, 230, 190, '#3c5568', '#1d2b36');
  shape(240, 200, 138, 150, '#3a2a22', '#17100c');
  shape(240, 470, 62, 90, '#c08c6c', '#8c5d43');
  shape(240, 270, 112, 150, '#e7b795', '#a87453');
  shape(240, 118, 118, 62, '#46342a', '#1b130e');
  for (const x of [198, 282]) {
    shape(x, 258, 17, 9, '#ffffff', '#d8d2cc');
    shape(x, 258, 8, 8, '#2b1c14', '#120b07');
    draw.strokeStyle = '#3a2a20';
    draw.lineWidth = 6;
    draw.beginPath();
    draw.moveTo(x - 24, 232);
    draw.quadraticCurveTo(x, 222, x + 24, 232);
    draw.stroke();
  }
  draw.lineWidth = 5;
  draw.strokeStyle = '#8a5a40';
  draw.beginPath();
  draw.moveTo(242, 262);
  draw.quadraticCurveTo(256, 308, 234, 314);
  draw.stroke();
  draw.strokeStyle = '#8d3f38';
  draw.lineWidth = 7;
  draw.beginPath();
  draw.moveTo(204, 352);
  draw.quadraticCurveTo(240, 376, 278, 350);
  draw.stroke();
  return canvas.toBuffer('image/jpeg', 88);
}
