/** Door to pictures that people send: what they are is told by their bytes, never by their name. */
export { type PictureFacts, readPicture } from './picture.ts';
export { pictureBytesMax, receivePicture } from './receive-picture.ts';
