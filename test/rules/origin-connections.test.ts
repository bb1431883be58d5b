import { ruleTest } from './rule-test';

ruleTest('origin-connection-attempts [OTD-044]', {
  in: 'origin', at: 'ConnectionAttempts', rejects: [{ ConnectionAttempts: 0 }, { ConnectionAttempts: 4 }], accepts: [{ ConnectionAttempts: 1 }, { ConnectionAttempts: '3' }],
});

ruleTest('origin-connection-timeout [OTD-045]', {
  in: 'origin', at: 'ConnectionTimeout', rejects: [{ ConnectionTimeout: 0 }, { ConnectionTimeout: 11 }], accepts: [{ ConnectionTimeout: 1 }, { ConnectionTimeout: 10 }],
});
