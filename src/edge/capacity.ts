/** Whether edge locations can serve requests: CloudFront may lack capacity, or a limit of its own may be reached [DTD-231]. */
export const CAPACITIES = ['available', 'capacity-exceeded', 'limit-exceeded'] as const;

/** Whether edge locations can serve requests, and why not. */
export type Capacity = typeof CAPACITIES[number];
