/** A picture as a `data:` address, which Vite puts in place of its import. */
declare module '*.png?inline' {
  const dataUrl: string;
  export default dataUrl;
}
