/** A PNG: red, 34 wide and 20 high. */
export const redPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACIAAAAUCAIAAABnBnglAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAIklEQVR4nGP4y8BAB0QPO0atGbVm1JpRa0atGbVm1BoyEAAm4aAny30bYQAAAABJRU5ErkJggg==',
  'base64',
);
