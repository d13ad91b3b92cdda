/**
 * The names of the commands, alone in a module without types or schemas, because the preload carries it: with a schema
 * library the sandboxed preload grows from under 1 kB to over 100 kB.
 */
export const COMMANDS = [
  'station:view',
  'check-ins:list',
  'check-ins:get',
  'badges:preview',
  'badges:print',
  'badges:scan',
  'print-jobs:resolve',
  'print-jobs:cancel',
  'printers:find',
  'templates:list',
  'templates:get',
  'templates:check',
  'templates:preview',
  'templates:save',
  'templates:remove',
  'templates:use',
  'templates:test-print',
  'session:reconnect',
  'store:acknowledge',
  'demo:set-fault',
  'demo:tray',
] as const;

export const VIEW_CHANNEL = 'station:changed';
