export * from './application';
export * from './local-edge';
export * from './origin-locations';
export * from './ready-event';
export * from './template-watcher';
