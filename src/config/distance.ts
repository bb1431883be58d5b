const EARTH_RADIUS = 6_371;

/** The distance between two places on earth, given in degrees. */
export function kilometres(fromLatitude: number, fromLongitude: number, toLatitude: number, toLongitude: number): number {
  const [a, b, turn] = [fromLatitude, toLatitude, toLongitude - fromLongitude].map((degrees) => degrees * Math.PI / 180);
  return EARTH_RADIUS * Math.acos(Math.min(1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn)));
}
