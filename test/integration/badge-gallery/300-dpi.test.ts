import { galleryTests } from './gallery.ts';

galleryTests(300);
