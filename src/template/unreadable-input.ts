/** A path that holds no template that can be read. The message is one line for the user. */
export class UnreadableInput extends Error {
  public constructor(path: string, problem: string, fix: string) {
    super(`${path} ${problem}: ${fix}.`);
    this.name = 'UnreadableInput';
  }
}
