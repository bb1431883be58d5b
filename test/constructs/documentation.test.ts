import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const CONSTRUCTS = join(__dirname, '..', '..', 'src', 'constructs');
const FILES = readdirSync(CONSTRUCTS).filter((name) => name !== 'index.ts');

/** The members of props that need not be given, each with the comment before it. */
function optionalMembers(source: string): readonly { readonly name: string; readonly comment: string }[] {
  return [...source.matchAll(/((?:\/\*\*(?:(?!\*\/)[^])*\*\/\s*)?)^ {2}readonly (\w+)\?: /gm)].map(([, comment, name]) => ({ name, comment }));
}

test('every prop that need not be given says what holds without it', () => {
  const members = FILES.flatMap((file) => optionalMembers(readFileSync(join(CONSTRUCTS, file), 'utf8')).map((member) => ({ file, ...member })));
  expect(members.length).toBeGreaterThan(60);
  expect(members.filter(({ comment }) => !/^ {3}\* @default /m.test(comment)).map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
