export * from './check';
export * from './finding';
export * from './report';
export * from './rule';
export * from './subjects';
