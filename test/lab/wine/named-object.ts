/** A name in the system's own name space that leads to another, as a driver gives its devices names (ntdll.dll). */
import { loadWin32 } from '../../../electron/print/transports/windows/win32.ts';

const SYMBOLIC_LINK_ALL_ACCESS = 0xf_00_01;
const OBJ_CASE_INSENSITIVE = 0x40;
const OBJECT_ATTRIBUTES_BYTES = 48;

/** It lasts as long as this process. */
export async function linkName(name: string, target: string): Promise<void> {
  const win32 = await loadWin32();
  win32.struct('UNICODE_STRING', { length: 'uint16', room: 'uint16', text: 'str16' });
  win32.struct('OBJECT_ATTRIBUTES', {
    size: 'uint32',
    root: 'void *',
    name: 'UNICODE_STRING *',
    attributes: 'uint32',
    security: 'void *',
    quality: 'void *',
  });
  const create = win32
    .load('ntdll.dll')
    .func(
      'uint32 __stdcall NtCreateSymbolicLinkObject(_Out_ void **link, uint32 access, OBJECT_ATTRIBUTES *name, UNICODE_STRING *target)',
    );
  const text = (value: string) => ({ length: value.length * 2, room: value.length * 2 + 2, text: value });
  const { value } = win32.call(
    create,
    [null],
    SYMBOLIC_LINK_ALL_ACCESS,
    {
      size: OBJECT_ATTRIBUTES_BYTES,
      root: null,
      name: text(`\\??\\${name}`),
      attributes: OBJ_CASE_INSENSITIVE,
      security: null,
      quality: null,
    },
    text(target),
  );
  if (value !== 0) throw new Error(`no link to ${target}: ${String(value)}`);
}
