
# The rule of the label printers takes effect also for a printer that is plugged in already.
if hash udevadm 2>/dev/null; then
  udevadm control --reload-rules || true
  udevadm trigger --subsystem-match=usb --subsystem-match=usbmisc --action=change || true
fi
