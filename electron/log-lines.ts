/**
 * The log of a station: one JSON line an event, to stderr and to `logs/vestibule.log`, which is rotated by
 * size. stdout belongs to the ready line. A log that cannot be written must never stop the desk.
 */
import { join } from 'node:path';
import log from 'electron-log/node.js';
import type { LogFields, Logger } from './shared/logger.ts';

const MAX_FILE_BYTES = 2 * 1024 * 1024;

export function createLogLines(folder: string, options: { readonly toStderr: boolean }): Logger {
  const logger = log.create({ logId: folder });
  // Left alone it searches for a package.json, and where it finds none it drops every line.
  logger.transports.file.setAppName('vestibule');
  logger.transports.file.resolvePathFn = () => join(folder, 'vestibule.log');
  logger.transports.file.maxSize = MAX_FILE_BYTES;
  logger.transports.file.format = '{text}';
  logger.transports.console.level = false;
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) => {
      const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });
      logger[level](line);
      if (options.toStderr) process.stderr.write(`${line}\n`);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
