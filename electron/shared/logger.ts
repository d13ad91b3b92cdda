/**
 * One line an event. Fields are numbers, booleans and codes of ours, never text from a visitor, a frame or a secret
 * (promise 8); that is why there is no field type that would take an object.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
