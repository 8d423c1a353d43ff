import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { BrokenFile } from './source-file.ts';

/**
 * The directory at the end of a ZIP archive (APPNOTE 6.3.10 §4.3), so that one member can be streamed out of a
 * workbook of any size without holding the workbook. ZIP64 is not read: Excel does not write it below 4 GB.
 */
export type ZipMember = {
  readonly name: string;
  readonly offset: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly deflated: boolean;
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

export async function listZip(path: string): Promise<Map<string, ZipMember>> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    // The end record is 22 bytes and may be followed by a comment of up to 65,535.
    const tail = Buffer.alloc(Math.min(size, 65_557));
    await handle.read(tail, 0, tail.length, size - tail.length);
    let end = tail.length - 22;
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--;
    if (end < 0) throw new BrokenFile('The workbook is damaged or cut off: its directory is missing.');
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
    if (directory.length > size)
      throw new BrokenFile('The workbook is damaged: its directory is longer than the file.');
    await handle.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
    return parseDirectory(directory);
  } finally {
    await handle.close();
  }
}

function parseDirectory(directory: Buffer): Map<string, ZipMember> {
  const members = new Map<string, ZipMember>();
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    members.set(name, {
      name,
      deflated: directory.readUInt16LE(at + 10) === 8,
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return members;
}

/** Streams one member's contents. */
export async function openMember(path: string, member: ZipMember): Promise<Readable> {
  const handle = await open(path);
  const header = Buffer.alloc(30);
  try {
    await handle.read(header, 0, 30, member.offset);
  } finally {
    await handle.close();
  }
  const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (member.packedBytes === 0) throw new BrokenFile(`The workbook's part ${member.name} is empty.`);
  const packed = createReadStream(path, {
    start,
    end: start + member.packedBytes - 1,
    highWaterMark: 256 * 1024,
  });
  return member.deflated ? pipeline(packed, createInflateRaw({ chunkSize: 256 * 1024 }), () => {}) : packed;
}

/** A small member whole, as text; refuses one that would not fit in memory. */
export async function readMember(path: string, member: ZipMember, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await openMember(path, member)) {
    size += (chunk as Buffer).length;
    if (size > bytesMax)
      throw new BrokenFile(
        `The workbook's part ${member.name} is larger than ${bytesMax} bytes; save it as CSV.`,
      );
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
