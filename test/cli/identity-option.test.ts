import { addIdentity } from '../../src/cli/identity-option';

test('access keys are those of users, sessions of roles, federated users or the root', () => {
  const arns = ['arn:aws:iam::111122223333:user/smithj', 'arn:aws:sts::111122223333:assumed-role/Deploy/session', 'arn:aws:sts::111122223333:federated-user/mary', 'arn:aws:iam::111122223333:root'];
  const all = arns.reduce((earlier, arn, i) => addIdentity(`KEY${i}=${arn}`, earlier), new Map<string, string>() as ReadonlyMap<string, string>);
  expect([...all]).toEqual(arns.map((arn, i) => [`KEY${i}`, arn]));
});

test.each(['KEY', 'KEY=', '=arn:aws:iam::111122223333:root', 'KEY=arn:aws:iam::111122223333:role/Deploy', 'KEY=smithj'])('%s is refused', (argument) => {
  expect(() => addIdentity(argument, new Map())).toThrow('Expected KEY=ARN');
});
