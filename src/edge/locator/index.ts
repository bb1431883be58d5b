export { type Locator } from './locator';
export { type NetworkCountries, NetworkTable, UnreadableNetworkTable } from './network-table';
export { readLocator } from './read-locator';
export { remembered, viewerCountry } from './viewer-country';
