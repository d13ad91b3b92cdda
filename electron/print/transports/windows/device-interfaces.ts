/** What is plugged in, as the set-up functions of Windows list it by the interfaces that drivers offer (setupapi.h). */
import { ERROR, type Win32 } from './win32.ts';

export interface DeviceInterface {
  /** What CreateFile takes. */
  readonly path: string;
  /** `USB\VID_04F9&PID_209D\000M9Z123456`; where the device has no serial number, Windows makes one up with a `&` in it. */
  readonly instanceId: string;
}

/** What is there now, and of it what offers this interface. */
const DIGCF_PRESENT_DEVICEINTERFACE = 0x12;
/** Sizes where pointers have eight bytes; each struct begins with its own. */
const INTERFACE_DATA_BYTES = 32;
const DEVICE_DATA_BYTES = 32;
const DETAIL_HEAD_BYTES = 8;
/** Behind the size, without the padding that the size counts. */
const PATH_AT = 4;
const INSTANCE_ID_CHARS = 200;

function bind(win32: Win32) {
  const setupapi = win32.load('setupapi.dll');
  return {
    list: setupapi.func(
      'void *__stdcall SetupDiGetClassDevsW(void *guid, str16 enumerator, void *window, uint32 flags)',
    ),
    nth: setupapi.func(
      'int __stdcall SetupDiEnumDeviceInterfaces(void *list, void *device, void *guid, uint32 index, void *data)',
    ),
    detail: setupapi.func(
      'int __stdcall SetupDiGetDeviceInterfaceDetailW(void *list, void *data, void *detail, uint32 size, _Out_ uint32 *needed, void *device)',
    ),
    instanceId: setupapi.func(
      'int __stdcall SetupDiGetDeviceInstanceIdW(void *list, void *device, void *text, uint32 size, void *needed)',
    ),
    free: setupapi.func('int __stdcall SetupDiDestroyDeviceInfoList(void *list)'),
  };
}
let bound: ReturnType<typeof bind> | null = null;

const sized = (bytes: number, says = bytes): Buffer => {
  const memory = Buffer.alloc(bytes);
  memory.writeUInt32LE(says);
  return memory;
};
const textIn = (memory: Buffer, at: number): string =>
  memory.subarray(at).toString('utf16le').split('\0', 1)[0] ?? '';

/** `interfaceGuid`: as in memory. */
export async function listDeviceInterfaces(
  win32: Win32,
  interfaceGuid: Buffer,
): Promise<readonly DeviceInterface[]> {
  const api = (bound ??= bind(win32));
  const { value: list } = await win32.callInThread(
    api.list,
    interfaceGuid,
    null,
    null,
    DIGCF_PRESENT_DEVICEINTERFACE,
  );
  if (win32.isInvalid(list)) return [];
  const found: DeviceInterface[] = [];
  try {
    for (let index = 0; ; index += 1) {
      const data = sized(INTERFACE_DATA_BYTES);
      if (win32.call(api.nth, list, null, interfaceGuid, index, data).value === 0) return found;
      const needed = [0];
      const { error } = win32.call(api.detail, list, data, null, 0, needed, null);
      if (error !== ERROR.insufficientBuffer) continue;
      const detail = sized(Math.max(needed[0] ?? 0, DETAIL_HEAD_BYTES), DETAIL_HEAD_BYTES);
      const device = sized(DEVICE_DATA_BYTES);
      const id = Buffer.alloc(INSTANCE_ID_CHARS * 2);
      // What was unplugged since then has no answers any more.
      if (win32.call(api.detail, list, data, detail, detail.length, needed, device).value === 0) continue;
      if (win32.call(api.instanceId, list, device, id, INSTANCE_ID_CHARS, null).value === 0) continue;
      found.push({ path: textIn(detail, PATH_AT), instanceId: textIn(id, 0) });
    }
  } finally {
    win32.call(api.free, list);
  }
}
