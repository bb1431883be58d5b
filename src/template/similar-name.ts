/** The name that a mistyped one is likely to stand for: the same in other capitals, or with up to two letters changed, added or left out. */
export function similarName(name: string, known: readonly string[]): string | undefined {
  const most = Math.min(2, name.length / 4);
  const near = known.map((candidate) => ({ candidate, letters: distance(name.toLowerCase(), candidate.toLowerCase()) })).filter(({ letters }) => letters <= most);
  return near.sort((one, other) => one.letters - other.letters)[0]?.candidate;
}

/** How many letters have to be changed, added or left out to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length];
}
