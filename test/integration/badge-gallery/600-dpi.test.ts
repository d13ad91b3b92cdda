import { galleryTests } from './gallery.ts';

galleryTests(600);
