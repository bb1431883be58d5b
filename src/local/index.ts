export * from './application';
export * from './local-edge';
export * from './ready-event';
export * from './template-watcher';
