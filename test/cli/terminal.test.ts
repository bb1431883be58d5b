import { processTerminal } from '../../src/cli/terminal';

test.each(['SIGINT', 'SIGTERM'] as const)('%s interrupts the command', (signal) => {
  const { interrupted } = processTerminal();
  expect(interrupted.aborted).toBe(false);
  process.emit(signal);
  expect(interrupted.aborted).toBe(true);
});
