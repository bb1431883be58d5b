import { readFileSync, statSync } from 'fs';
import { UnreadableInput } from './unreadable-input';

/** Bytes of the largest file that is read: far more than CloudFormation takes for a template, and than an assembly says of its own. */
const LARGEST_FILE = 256 * 1024 * 1024;

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * The text of a file that says what an application is.
 *
 * @param fix what to do about a file that cannot be read
 * @throws UnreadableInput
 */
export function readText(file: string, fix: string): string {
  const bytes = bytesOf(file, fix);
  if (isUtf16(bytes)) throw new UnreadableInput(file, 'is in UTF-16', 'save it in UTF-8');
  return bytes.toString().replace(BYTE_ORDER_MARK, '');
}

function bytesOf(file: string, fix: string): Buffer {
  let size: number;
  try {
    size = statSync(file).size;
    if (size <= LARGEST_FILE) return readFileSync(file);
  } catch (error) {
    throw new UnreadableInput(file, `cannot be read (${(error as Error).message})`, fix);
  }
  throw new UnreadableInput(file, `has ${size} bytes, which is more than the ${LARGEST_FILE} of the largest file that is read`, fix);
}

/** Whether a text begins with the byte order mark of UTF-16, in which PowerShell redirects. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
