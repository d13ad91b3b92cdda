import JsBarcode from 'jsbarcode';

/** One character a module, `1` is dark. */
export function code128Modules(text: string): string {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {};
  JsBarcode(drawn, text, { format: 'CODE128' });
  return (drawn.encodings ?? []).map(({ data }) => data).join('');
}
