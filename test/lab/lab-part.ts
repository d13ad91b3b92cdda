/** One part of the lab: something of the system that a badge goes through, for real. */
export interface LabPart {
  readonly name: string;
  readonly debianPackages: readonly string[];
  /** `null` when this machine can run it, else one sentence that says why not. */
  missing(): Promise<string | null>;
  /** Throws an `AssertionError` that says what was expected and what came. `log`: one line for each thing that was seen. */
  run(log: (line: string) => void): Promise<void>;
}
