declare module 'zpl-image' {
  interface ImageOptions {
    /** Keep empty borders; without it the picture is cropped and lands in the wrong place. */
    readonly notrim?: boolean;
    /** Percentage of blackness from which a pixel counts as black. */
    readonly black?: number;
  }
  const zplImage: {
    rgbaToZ64(
      rgba: Uint8Array,
      widthPixels: number,
      options?: ImageOptions,
    ): {
      /** Bytes of the uncompressed graphic. */
      readonly length: number;
      /** Bytes in one of its rows. */
      readonly rowlen: number;
      readonly z64: string;
    };
  };
  export default zplImage;
}
