/** @napi-rs/canvas cannot be loaded under Wine (bcryptprimitives.dll is missing); a twin needs it only to show its tray. */
import { registerHooks } from 'node:module';

const NOTHING = 'data:text/javascript,export const createCanvas = undefined;';

registerHooks({
  resolve: (name, context, next) =>
    name === '@napi-rs/canvas' ? { url: NOTHING, shortCircuit: true } : next(name, context),
});
