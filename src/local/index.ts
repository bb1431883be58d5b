export * from './application';
export * from './distribution-description';
export * from './local-edge';
export * from './origin-findings';
export * from './ready-event';
export * from './root-check';
export * from './template-watcher';
