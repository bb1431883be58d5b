import { createHash } from 'crypto';
import {
  copyFileSync, createReadStream, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync,
} from 'fs';
import { writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { dirname, join, relative, sep } from 'path';
import { contentTypeOf } from './content-types';
import { lowerCased, sortedKeys } from './memory-source';
import { readMetadataFile, StoredMetadata } from './metadata-file';
import { aclOf } from './object-acl';
import { ObjectSource, StoredObject } from './stored-object';
import { matchesWildcards } from '../../config';
import { Body } from '../message';
import { discard } from '../origin-body';

/**
 * Beside the files of a directory: what is stored with its objects, by key, or by a pattern for many keys, in which `*` stands for any characters:
 * `{"*.css": {"cache-control": "max-age=60"}, "a.css": {"cache-control": "no-cache"}}`. Of two patterns the later one counts; a key counts more [OBJ-133].
 * The empty key stands for the bucket itself.
 */
export const METADATA_FILE = '.metadata.json';

/** The key of the bucket itself in that file. */
const BUCKET = '';

/** Bytes of the longest name that a file may have. */
const LONGEST_NAME = 255;

/** Bytes of the longest path that systems take: of Linux 4,096 with the NUL at its end, of macOS a quarter of that. */
const LONGEST_PATH = process.platform === 'darwin' ? 1_023 : 4_095;

/** Bytes from which on the AWS CLI uploads a file in parts, and of each part. */
const PART = 8 * 1024 * 1024;

/** A directory whose files are the objects of a bucket, or of a part of it. */
export class DirectorySource implements ObjectSource {
  private readonly root: string;
  private readonly etags = new Map<string, { readonly modified: number; readonly size: number; readonly etag: string }>();

  /**
   * @param directory the files
   * @param keyPrefix what the keys of the files begin with in the bucket
   * @param metadata  headers that every object has, such as those of a deployment
   * @param markers   what stands in the files for other texts, and those texts
   */
  public constructor(
    directory: string, private readonly keyPrefix = '', private readonly metadata: { readonly [header: string]: string } = {},
    private readonly markers: { readonly [marker: string]: string } = {},
  ) {
    this.root = realpathSync.native(directory);
  }

  public get bucketAcl(): StoredObject['metadata'] {
    return lowerCased(this.allMetadata()[BUCKET] ?? {});
  }

  public set bucketAcl(acl: StoredObject['metadata']) {
    this.describe(BUCKET, acl);
  }

  public get(key: string): StoredObject | undefined {
    try {
      const file = this.fileOf(key);
      return file === undefined ? undefined : this.objectIn(file, key);
    } catch (error) {
      // It may be taken away at any moment.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  public keys(): string[] {
    return sortedKeys(filesBelow(this.root).map((file) => this.withPrefix(file.split(sep).join('/'))).filter((key) => this.pathOf(key) !== undefined));
  }

  public async put(key: string, content: Body, metadata: { readonly [header: string]: string }): Promise<void> {
    const file = this.pathOf(key);
    if (file === undefined || isPattern(key) || !this.hasPlaceFor(file)) return discard(content);
    this.allMetadata(); // to which nothing could be added, where it cannot be read
    // Of any length, and nothing of it is there before all of it is.
    const arriving = mkdtempSync(join(tmpdir(), 'cloudfront-edge-upload-'));
    try {
      const whole = join(arriving, 'object');
      await writeFile(whole, content ?? '');
      mkdirSync(dirname(file), { recursive: true });
      copyFileSync(whole, file);
    } finally {
      rmSync(arriving, { recursive: true });
    }
    if (Object.keys(metadata).length > 0 || Object.hasOwn(this.allMetadata(), key)) this.describe(key, metadata);
  }

  public describe(key: string, metadata: { readonly [header: string]: string }): void {
    writeFileSync(join(this.root, METADATA_FILE), JSON.stringify({ ...this.allMetadata(), [key]: metadata }, undefined, 2));
  }

  public delete(key: string): void {
    const file = this.fileOf(key);
    if (file !== undefined) rmSync(file);
  }

  private objectIn(file: string, key: string): StoredObject {
    const { size, mtimeMs } = statSync(file);
    const replaced = this.replaced(file);
    const metadata: StoredObject['metadata'] = { 'content-type': contentTypeOf(key), ...this.metadata, ...this.ownMetadata(key) };
    return {
      key,
      size: replaced?.length ?? size,
      etag: replaced === undefined ? this.etagOf(file, size, mtimeMs) : `"${md5(replaced)}"`,
      lastModified: Math.floor(mtimeMs / 1000) * 1000,
      metadata,
      acl: aclOf(metadata),
      read: (start, end) => replaced?.subarray(start, end) ?? (end > start ? createReadStream(file, { start, end: end - 1 }) : new Uint8Array(0)),
    };
  }

  /** A file with texts in the place of their markers; undefined where none can be in it. */
  private replaced(file: string): Buffer | undefined {
    const markers = Object.entries(this.markers);
    if (markers.length === 0) return undefined;
    const content = readFileSync(file, 'latin1');
    return Buffer.from(markers.reduce((text, [marker, value]) => text.replaceAll(marker, () => Buffer.from(value).toString('latin1')), content), 'latin1');
  }

  /** The file of a key, when there is one and it lies within the directory, also behind symbolic links. */
  private fileOf(key: string): string | undefined {
    const path = this.pathOf(key);
    return path !== undefined && this.isObject(path) ? path : undefined;
  }

  private isObject(path: string): boolean {
    if (!existsSync(path) || !statSync(path).isFile()) return false;
    const real = realpathSync.native(path);
    return isWithin(this.root, real) && real !== join(this.root, METADATA_FILE);
  }

  private pathOf(key: string): string | undefined {
    const name = this.withoutPrefix(key);
    if (name === undefined || name === '' || name === METADATA_FILE || name.includes('\0') || name.includes('\\')) return undefined;
    if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) return undefined;
    return join(this.root, name);
  }

  /** Whether a file can be written: what is there of its path lies within the directory, and is a directory or, at its end, a file. */
  private hasPlaceFor(file: string): boolean {
    if (file.slice(this.root.length).split(sep).some((part) => Buffer.byteLength(part) > LONGEST_NAME)) return false;
    if (Buffer.byteLength(file) > LONGEST_PATH) return false;
    if (isThere(file)) return this.isObject(file);
    let folder = dirname(file);
    while (!isThere(folder)) folder = dirname(folder);
    return existsSync(folder) && statSync(folder).isDirectory() && (folder === this.root || isWithin(this.root, realpathSync(folder)));
  }

  private withPrefix(name: string): string {
    return this.keyPrefix === '' ? name : `${this.keyPrefix.replace(/\/$/, '')}/${name}`;
  }

  private withoutPrefix(key: string): string | undefined {
    const prefix = this.keyPrefix === '' ? '' : `${this.keyPrefix.replace(/\/$/, '')}/`;
    return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
  }

  private allMetadata(): StoredMetadata {
    return readMetadataFile(join(this.root, METADATA_FILE));
  }

  private ownMetadata(key: string): { readonly [header: string]: string } {
    const all = this.allMetadata();
    const byPattern = Object.keys(all).filter((pattern) => isPattern(pattern) && matchesWildcards(pattern, key, isSame)).map((pattern) => all[pattern]);
    const own = Object.prototype.hasOwnProperty.call(all, key) ? all[key] : {};
    return Object.assign({}, ...[...byPattern, own].map(lowerCased));
  }

  /** The MD5 of the content. What comes in parts has none in S3 either: its tag is of its size and time here, since reading a large file takes seconds. */
  private etagOf(file: string, size: number, modified: number): string {
    const known = this.etags.get(file);
    if (known !== undefined && known.modified === modified && known.size === size) return known.etag;
    const etag = size < PART ? `"${md5(readFileSync(file))}"` : `"${md5(`${size} ${modified}`)}-${Math.ceil(size / PART)}"`;
    this.etags.set(file, { modified, size, etag });
    return etag;
  }
}

/** Whether a name in the metadata file stands for many keys: an object that is called so could not be told from it. */
function isPattern(name: string): boolean {
  return name.includes('*');
}

function isSame(one: string, other: string): boolean {
  return one === other;
}

/** Whether there is anything at a path, if only a symbolic link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function isWithin(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== '' && !inside.startsWith(`..${sep}`) && inside !== '..';
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath ?? entry.path, entry.name)));
}

function md5(content: string | Buffer): string {
  return createHash('md5').update(content).digest('hex');
}
