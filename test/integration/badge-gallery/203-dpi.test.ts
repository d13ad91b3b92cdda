import { galleryTests } from './gallery.ts';

galleryTests(203);
