import { describe, expect, it } from 'vitest';
import { parseInstanceId } from '../../../../../electron/print/transports/usb/usbprint.ts';
import { guid } from '../../../../../electron/print/transports/windows/win32.ts';

describe('the name that Windows gives a device', () => {
  it.each([
    ['USB\\VID_04F9&PID_209D\\000M9Z123456', { vendorId: 0x04f9, productId: 0x209d, serial: '000M9Z123456' }],
    ['usb\\vid_04f9&pid_209d\\000m9z123456', { vendorId: 0x04f9, productId: 0x209d, serial: '000m9z123456' }],
    // Made up from the port: another printer in the same port would have it too.
    ['USB\\VID_0A5F&PID_0080\\6&1A2B3C4D&0&2', { vendorId: 0x0a5f, productId: 0x0080, serial: null }],
    ['USB\\VID_04F9&PID_20A7&MI_00\\7&2E5A&0&0000', { vendorId: 0x04f9, productId: 0x20a7, serial: null }],
    ['ACPI\\PNP0501\\1', null],
    ['', null],
  ])('%s', (instanceId, device) => {
    expect(parseInstanceId(instanceId)).toEqual(device);
  });

  it('asks for interfaces by their GUID as it lies in memory', () => {
    expect(guid('28d78fad-5a12-11d1-ae5b-0000f803a8c2').toString('hex')).toBe(
      'ad8fd728125ad111ae5b0000f803a8c2',
    );
  });
});
